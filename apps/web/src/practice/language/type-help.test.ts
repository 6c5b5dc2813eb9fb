import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { editorOptions } from "./editor-options.ts";
import { standardTypes } from "./library-types.ts";
import { TypeHelp, wordStart } from "./type-help.ts";
import { TypeRoom } from "./type-room.ts";

const repository = path.join(import.meta.dirname, "../../../../..");
const room = new TypeRoom(ts);
room.add(standardTypes().files);
const help = new TypeHelp(ts, room);
room.open("own", []);

/** The text without its mark, and where that was. */
function marked(text: string): [string, number] {
  return [text.replace("‸", ""), text.indexOf("‸")];
}
const suggested = (text: string) => help.suggestions("own", ...marked(text));
const labels = (text: string) => suggested(text).map(({ label }) => label);
const messages = (text: string) =>
  help.problems("own", text).map(({ line, message }) => `${line}: ${message}`);

describe("problems", () => {
  it("a string is no number: where, in which line, and why", () => {
    const text = 'export const one = 1;\nconst x: number = "a";\nexport { x };\n';
    expect(help.problems("own", text)).toEqual([
      { from: 28, to: 29, line: 2, message: "Type 'string' is not assignable to type 'number'.", code: 2322 },
    ]);
  });

  it("a correct text has none, and each text is judged anew", () => {
    expect(messages("export const x: number = 1;\n")).toEqual([]);
    expect(messages("export const x: number = y;\n")).toEqual(["1: Cannot find name 'y'."]);
    expect(messages("export const x: number = 1;\n")).toEqual([]);
  });

  it("an entry of an array may be missing, and an enum cannot be erased", () => {
    expect(messages("export const f = (a: number[][]) => a[0].length;")).toEqual([
      "1: Object is possibly 'undefined'.",
    ]);
    expect(messages("export enum Side { Left }")).toEqual([
      "1: This syntax is not allowed when 'erasableSyntaxOnly' is enabled.",
    ]);
  });

  it("errors of grammar and of types come in the order of the text", () => {
    expect(messages("export const a: number = true;\nexport const b = [1, 2;\n")).toEqual([
      "1: Type 'boolean' is not assignable to type 'number'.",
      "2: ',' expected.",
    ]);
  });

  it("an import says what the exercise may import", () => {
    room.open("importing", ["@blankfile/tensor", "@blankfile/nn"]);
    const texts = help.problems("importing", 'import "@blankfile/classical";\nexport {};');
    expect(texts[0]?.message).toBe(
      'import of "@blankfile/classical": this exercise may import @blankfile/tensor, @blankfile/nn',
    );
    room.close("importing");
    const none = [
      'import { mean } from "./mean.ts"; export const m = mean;',
      'export const fs = await import("node:fs");',
      'export { sum } from "lodash";',
    ];
    for (const text of none) expect(messages(text)[0]).toContain(": this exercise does without imports");
  });

  it("a name that Node alone has comes without advice to install something", () => {
    expect(messages("export const p = process;")).toEqual(["1: Cannot find name 'process'."]);
    expect(messages("export const r = new DisposableStack();")).toEqual([
      "1: Cannot find name 'DisposableStack'.",
    ]);
  });

  it("two open files with equal names in them do not disturb each other", () => {
    room.open("other", []);
    expect(help.problems("other", "const x = 1;\nconsole.log(x);")).toEqual([]);
    expect(messages('const x = "a";\nconsole.log(x);')).toEqual([]);
    room.close("other");
    expect(() => help.problems("other", "")).toThrow("types: the file “other” is not open; open it first");
  });

  it("what the checks take away is unknown, and what they leave is known", () => {
    expect(messages('export const page = fetch("/");')).toEqual(["1: Cannot find name 'fetch'."]);
    const doors = readFileSync(path.join(repository, "apps/web/src/sandbox/close-doors.ts"), "utf8");
    const kept = /new Set\(\s*\[(.*?)\]/s.exec(doors)![1]!;
    const names = [...kept.matchAll(/"([^"]+)"/g)].flatMap((match) => match[1]!.split(" "));
    expect(names).toContain("structuredClone");
    // Newer than the language of the workspace, or no value that a file would name.
    const newer =
      /^(self|constructor|Iterator|SuppressedError|Float16Array|DisposableStack|AsyncDisposableStack|Temporal)$/;
    const text = names.filter((name) => !newer.test(name)).join(";\n");
    expect(messages(text)).toEqual([]);
  });
});

it("no starter and no solution has a problem in the editor", () => {
  const all = new TypeRoom(ts);
  all.add(standardTypes().files);
  const files = globSync("content/exercises/*/{starter,solution}.ts", { cwd: repository });
  const texts = files.map((file) => readFileSync(path.join(repository, file), "utf8"));
  for (const [i, file] of files.entries()) {
    all.open(file, []);
    all.write(file, texts[i]!);
  }
  const checker = new TypeHelp(ts, all);
  const found = files.flatMap((file, i) =>
    checker.problems(file, texts[i]!).map(({ line, message }) => `${file}:${line}: ${message}`),
  );
  expect(files.length).toBeGreaterThan(200);
  expect(found).toEqual([]);
}, 480_000);

describe("suggestions", () => {
  it("after a dot, what the value has", () => {
    expect(labels("export const a = [1, 2].‸")).toEqual(expect.arrayContaining(["map", "reduce", "length"]));
    expect(suggested("export const a = Math.lo‸").find(({ label }) => label === "log1p")).toEqual({
      label: "log1p",
      kind: "method",
      boost: 10,
    });
  });

  it("what the file has comes before what is always there", () => {
    const found = suggested("export function mean(a: number[]): number { const total = 0; return t‸ }");
    const boost = (name: string) => found.find(({ label }) => label === name)!.boost;
    expect(boost("total")).toBeGreaterThan(boost("typeof"));
    expect(boost("mean")).toBeGreaterThan(boost("Math"));
  });

  it("of something that may be missing, the question mark comes along, in place of the dot", () => {
    const found = suggested("export const f = (a: number[][]) => a[0].le‸");
    expect(found.find(({ label }) => label === "length")).toMatchObject({ insert: "?.length", back: 1 });
  });

  it("in the name of a module, the packages that may be imported", () => {
    room.open("importing", ["@blankfile/tensor"]);
    const found = help.suggestions("importing", ...marked('import { zeros } from "@blank‸"'));
    expect(found).toMatchObject([{ label: "@blankfile/tensor", insert: "@blankfile/tensor", back: 1 }]);
    room.close("importing");
    expect(labels('import { zeros } from "‸"')).toEqual([]);
  });

  it("none in a comment, after a number's dot, or for a new name", () => {
    for (const text of ["// the me‸", "export const a = 1.‸", "const ‸"]) expect(labels(text)).toEqual([]);
  });

  it("a word begins after what is no part of a name", () => {
    expect(wordStart("a.be", 4)).toBe(2);
    expect(wordStart("$x1", 3)).toBe(0);
    expect(wordStart("a.", 2)).toBe(2);
  });
});

describe("descriptions", () => {
  const text =
    "/** The mean, $\\frac1N \\sum x_n$.\n * @param x at least one number, see {@link own} */\nexport function own(x: number[]): number {\n  return x[0]!;\n}\n";

  it("a name under the pointer has its type and its docstring", () => {
    expect(help.described("own", text, text.indexOf("own(x") + 1)).toEqual({
      from: text.indexOf("own(x"),
      to: text.indexOf("own(x") + 3,
      signature: "function own(x: number[]): number",
      docs: "The mean, $\\frac1N \\sum x_n$.\n@param x at least one number, see own",
    });
    expect(help.described("own", text, text.length - 1)).toBeUndefined();
  });

  it("a suggestion has them too", () => {
    const [source, at] = marked("export const a = Math.‸");
    const found = help.suggested("own", source, at, "log1p");
    expect(found?.signature).toContain("log1p(x: number): number");
    expect(found?.docs).toContain("natural logarithm of 1 + x");
    expect(help.suggested("own", source, at, "nothing")).toBeUndefined();
  });
});

it("the options are those of the workspace that `blankfile init` makes, but for the browser's names", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "blankfile-options-"));
  try {
    const command = [
      path.join(repository, "apps/cli/src/main.ts"),
      "init",
      path.join(folder, "w"),
      "--quiet",
    ];
    execFileSync(process.execPath, command);
    const file = JSON.parse(readFileSync(path.join(folder, "w/tsconfig.json"), "utf8"));
    const { options } = ts.convertCompilerOptionsFromJson(file.compilerOptions, "/");
    expect(options.lib).toEqual(["lib.es2024.d.ts", "lib.dom.d.ts"]);
    expect(editorOptions(ts)).toEqual({ ...options, lib: ["lib.es2024.d.ts"] });
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 240_000);
