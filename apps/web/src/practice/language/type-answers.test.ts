import ts from "typescript";
import { expect, it } from "vitest";
import { standardTypes } from "./library-types.ts";
import { TypeAnswers } from "./type-answers.ts";
import { packagePath } from "./type-room.ts";

const asked: string[] = [];
const source = {
  compiler: async () => ts,
  async types(base: string, name: string) {
    asked.push(`${base}${name}`);
    if (name === "standard") return standardTypes();
    if (name === "below")
      return {
        needs: [],
        files: { [packagePath("@blankfile/below")]: "export interface Deep { depth: number }" },
      };
    if (name === "above")
      return {
        needs: ["@blankfile/below"],
        files: {
          [packagePath("@blankfile/above")]:
            'import type { Deep } from "@blankfile/below";\nexport declare const deep: Deep;',
        },
      };
    throw new Error(`types: this site does not have ${name}.json (404)`);
  },
};
const base = "/data/language/";

it("files of types come once, with those that they need, and a question is answered under its number", async () => {
  const answers = new TypeAnswers(source);
  const imports = ["@blankfile/above"];
  expect(await answers.answer({ number: 1, ask: "open", name: "a", imports, base })).toEqual({
    number: 1,
    opened: true,
  });
  expect(await answers.answer({ number: 2, ask: "open", name: "b", imports, base })).toEqual({
    number: 2,
    opened: true,
  });
  expect(asked).toEqual(["/data/language/standard", "/data/language/above", "/data/language/below"]);
  const text = 'import { deep } from "@blankfile/above";\nexport const d: string = deep.depth;\n';
  const answer = await answers.answer({ number: 3, ask: "problems", name: "b", text });
  expect(answer).toMatchObject({ number: 3, problems: [{ line: 2, code: 2322 }] });
});

it("what did not load is said, and so is a question about a file that is not open", async () => {
  const answers = new TypeAnswers(source);
  expect(await answers.answer({ number: 1, ask: "problems", name: "a", text: "" })).toEqual({
    number: 1,
    problem: "types: nothing is open; open a file first",
  });
  expect(
    await answers.answer({ number: 2, ask: "open", name: "a", imports: ["@blankfile/gone"], base }),
  ).toEqual({ number: 2, problem: "types: this site does not have gone.json (404)" });
  expect(await answers.answer({ number: 3, ask: "described", name: "a", text: "x", at: 0 })).toEqual({
    number: 3,
    problem: "types: the file “a” is not open; open it first",
  });
});
