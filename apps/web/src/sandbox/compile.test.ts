import { describe, expect, it } from "vitest";
import { compile } from "./compile.ts";

function code(source: string): string {
  const compiled = compile(source);
  if (!("code" in compiled)) throw new Error(compiled.message);
  return compiled.code;
}

describe("compile", () => {
  it("keeps every line where it was", () => {
    const source = [
      "import { tensor } from '@blankfile/tensor';",
      "interface Point {",
      "  x: number;",
      "}",
      "",
      "export function f(p: Point): number {",
      "  return tensor(p.x).item() as number;",
      "}",
    ].join("\n");
    const lines = code(source).split("\n");
    expect(lines).toHaveLength(8);
    expect(lines[6]).toContain(".item()");
    expect(lines[0]).toContain("require('@blankfile/tensor')");
  });

  it("exports what the source exports, and leaves classes their fields", () => {
    const module = { exports: {} as Record<string, unknown> };
    const text = code(
      "export class Value { data: number; grad = 0; constructor(d: number) { this.data = d; } }",
    );
    new Function("exports", "module", text)(module.exports, module);
    const Value = module.exports.Value as new (d: number) => { data: number; grad: number };
    expect({ ...new Value(2) }).toEqual({ data: 2, grad: 0 });
  });

  it("a dynamic import becomes a require, which the worker answers", () => {
    expect(code("export const f = () => import('https://example.org/x.js');")).toContain("require(");
  });

  it("a syntax error has its line and no file name", () => {
    const compiled = compile("const a = 1;\nexport function f( {\n");
    expect(compiled).toMatchObject({ line: 3 });
    expect((compiled as { message: string }).message).not.toContain("solution.ts");
  });
});
