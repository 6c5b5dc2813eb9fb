import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";

/** In a process with the flag that it needs, as the checking process has it. */
function problemsOf(sources: string[]): unknown[] {
  const module = new URL("./syntax-problem.ts", import.meta.url).href;
  const script = `import { syntaxProblem } from ${JSON.stringify(module)};
    console.log(JSON.stringify(${JSON.stringify(sources)}.map((text) => syntaxProblem(text) ?? null)));`;
  const flags = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning", "--input-type=module"];
  return JSON.parse(execFileSync(process.execPath, [...flags, "--eval", script], { encoding: "utf8" }));
}

describe("syntaxProblem", () => {
  it("finds nothing in modules with types, imports, top-level await and exports of every kind", () => {
    const good = [
      'import type { A } from "a";\nimport { b, type C } from "b";\nimport "d";\nexport type { A };\nexport default b;\n',
      "export const x = await Promise.resolve(1);\nexport class Y<T> { #z?: T; }\nexport { x as w };\n",
      "",
    ];
    expect(problemsOf(good)).toEqual([null, null, null]);
  });

  it("gives the line where the types cannot be removed and where the rest cannot be parsed", () => {
    const bad = [
      "const a = 1;\nconst b = ;\n",
      'import {\n  a,\n} from "a";\nexport const b = 1;\nexport const b = 2;\n',
      "export function f() {\n  return 1;\n}\nexport default class {\n  x = /[/;\n}\n",
    ];
    expect(problemsOf(bad)).toEqual([
      { message: "Expression expected", line: 2 },
      { message: "Identifier 'b' has already been declared", line: 5 },
      { message: expect.stringMatching(/regex|regular/i), line: 5 },
    ]);
  });
});
