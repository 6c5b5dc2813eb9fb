import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { libraryTypes, standardTypes } from "./library-types.ts";
import { TypeHelp } from "./type-help.ts";
import { packagePath, TypeRoom } from "./type-room.ts";

const room = new TypeRoom(ts);
const help = new TypeHelp(ts, room);
const problems = (text: string) => help.problems("own", text).map(({ message }) => message);

describe("declarations of our packages", () => {
  const types = new Map<string, ReturnType<typeof standardTypes>>();
  beforeAll(() => {
    for (const [name, one] of libraryTypes(["@blankfile/transformer"])) types.set(name, one);
    room.add(standardTypes().files);
    for (const { files } of types.values()) room.add(files);
    room.open("own", ["@blankfile/tensor", "@blankfile/transformer"]);
    // TypeScript reads them all with the first question.
    problems('import "@blankfile/transformer";');
  }, 960_000);

  it("those of what a package needs come along, and each says what it needs", () => {
    expect([...types.keys()].sort()).toEqual([
      "@blankfile/nn",
      "@blankfile/tensor",
      "@blankfile/transformer",
    ]);
    expect(types.get("@blankfile/tensor")!.needs).toEqual([]);
    expect(types.get("@blankfile/nn")!.needs).toEqual(["@blankfile/tensor"]);
  });

  it("a right use has no problem, a wrong one its reason", () => {
    const use =
      'import { type Tensor, tensor } from "@blankfile/tensor";\nexport const y: Tensor = tensor([1, 2]).mul(2);\n';
    expect(problems(use)).toEqual([]);
    expect(problems(use.replace(".mul(2)", ".mlu(2)"))[0]).toContain("Property 'mlu' does not exist");
    expect(problems(use.replace("tensor }", "tensro }"))[0]).toContain(
      "has no exported member named 'tensro'",
    );
  });

  it("a Tensor offers its methods, with their types", () => {
    const text = 'import { tensor } from "@blankfile/tensor";\nexport const y = tensor([1, 2]).';
    const labels = help.suggestions("own", text, text.length).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(["matmul", "sum", "backward", "shape"]));
    expect(help.suggested("own", text, text.length, "matmul")?.signature).toMatch(/matmul.*Tensor/);
  });

  it("between the braces of an import, what the package exports", () => {
    const text = 'import {  } from "@blankfile/tensor";';
    expect(help.suggestions("own", text, 9).map(({ label }) => label)).toContain("matmul");
    const found = help.suggested("own", text, 9, "matmul");
    expect(found?.docs).toMatch(/^The matrix product C = A · B/);
  });

  it("a package that needs others has their types, though the exercise may not import them", () => {
    const text =
      'import type { GPT } from "@blankfile/transformer";\nimport { Linear } from "@blankfile/nn";\nexport type { GPT };\nexport { Linear };';
    expect(problems(text).filter((message) => !message.startsWith("import of"))).toEqual([]);
    expect(problems(text)[0]).toMatch(/^import of "@blankfile\/nn": this exercise may import/);
  });

  it("every name in them is known", () => {
    const strict = new TypeRoom(ts);
    strict.add(standardTypes().files);
    for (const { files } of types.values()) strict.add(files);
    strict.open("own", [...types.keys()]);
    strict.getCompilationSettings = () => ({
      ...TypeRoom.prototype.getCompilationSettings.call(strict),
      skipLibCheck: false,
    });
    const path = strict.write(
      "own",
      [...types.keys()].map((name) => `export * as ${name.slice(11)} from "${name}";`).join("\n"),
    );
    const program = ts.createLanguageService(strict).getProgram()!;
    const found = [...program.getSemanticDiagnostics(), ...program.getSyntacticDiagnostics()].map(
      ({ file, messageText }) =>
        `${file?.fileName.split("/").slice(-2).join("/")}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    );
    expect(program.getSourceFile(path)).toBeDefined();
    expect(program.getSourceFile(packagePath("@blankfile/tensor"))).toBeDefined();
    expect(found).toEqual([]);
  }, 480_000);
});

it("a package that is not there is named", () => {
  expect(() => libraryTypes(["@blankfile/nothing"])).toThrow(
    "types: there is no package “@blankfile/nothing” in packages/",
  );
});
