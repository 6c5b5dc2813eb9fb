import { expect, it } from "vitest";
import { clipped } from "./words.ts";

it("a quotation is cut at so many letters, and no letter in two", () => {
  expect(clipped("short")).toBe("short");
  expect(clipped("a".repeat(80))).toBe("a".repeat(80));
  expect(clipped("a".repeat(81))).toBe(`${"a".repeat(79)}…`);
  expect(clipped("😀😀😀", 2)).toBe("😀…");
});
