import { describe, expect, it } from "vitest";
import { importsOf } from "./block-imports.ts";

describe("importsOf", () => {
  it("finds every form of import with its line, and the package where there is one", () => {
    const text = [
      'import { a } from "@blankfile/tensor";',
      "import {",
      "  b,",
      "} from '@blankfile/nn/layers';",
      'import "side-effect";',
      'export { c } from "node:fs";',
      'const d = await import("zod");',
    ].join("\n");
    expect(importsOf(text)).toEqual([
      { specifier: "@blankfile/tensor", packageName: "tensor", line: 1 },
      { specifier: "@blankfile/nn/layers", packageName: "nn", line: 4 },
      { specifier: "side-effect", packageName: undefined, line: 5 },
      { specifier: "node:fs", packageName: undefined, line: 6 },
      { specifier: "zod", packageName: undefined, line: 7 },
    ]);
  });

  it("takes no string for an import", () => {
    expect(importsOf("export const b = 'x';\nexport function f() { return from('y'); }")).toEqual([]);
  });
});
