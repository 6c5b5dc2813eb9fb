import { problemText } from "@blankfile/curriculum";
import { proofProblems, prove } from "@blankfile/curriculum/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SmallContent } from "./small-content.ts";

const folder = "content/exercises/stable-softmax";
let content: SmallContent;
beforeAll(() => {
  content = new SmallContent();
});
afterAll(() => content.delete());

const checks = `export const checks = [
  { name: "is three", run: ({ three }) => ({ pass: three() === 3, given: String(three()), expected: "3" }) },
];
`;
const returns = (value: string) => `export function three(): number {\n  return ${value};\n}\n`;

async function problems(files: Record<string, string>): Promise<string[]> {
  const all = {
    "checks.ts": checks,
    "starter.ts": returns("0"),
    "solution.ts": returns("3"),
    "second.ts": "export const three = () => 1 + 2;\n",
    "mutants/a.ts": returns("1"),
    "mutants/b.ts": returns("2"),
    "mutants/c.ts": returns("4"),
    ...files,
  };
  for (const [name, text] of Object.entries(all)) content.write(`${folder}/${name}`, text);
  return proofProblems(await prove(content.root, "stable-softmax")).map(problemText);
}

describe("the proofs", () => {
  it("hold for a sound exercise", async () => expect(await problems({})).toEqual([]));

  it("name a starter that passes, a solution that fails, a mutant that lives, an import that is not allowed", async () => {
    const found = await problems({
      "starter.ts": returns("3"),
      "solution.ts": `import "@blankfile/tensor";\n${returns("5")}`,
      "mutants/b.ts": returns("3"),
    });
    for (const message of [
      /starter\.ts: passes the checks/,
      /solution\.ts: ends in /,
      /solution\.ts: .*@blankfile\/tensor/,
      /mutants\/b\.ts: passes the checks/,
    ])
      expect(found).toContainEqual(expect.stringMatching(message));
  });
});
