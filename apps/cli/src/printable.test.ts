import { expect, it } from "vitest";
import { printable } from "./printable.ts";

it("what a terminal would obey is shown as �, all else stays", () => {
  expect(printable("\x1b[2J\x1b]0;title\x07 a\rb \u202eevil\u009b1m")).toBe("�[2J�]0;title� a�b �evil�1m");
  expect(printable("lr 0.1 ± 0.2\n\t▁▂ ö 你")).toBe("lr 0.1 ± 0.2\n\t▁▂ ö 你");
});
