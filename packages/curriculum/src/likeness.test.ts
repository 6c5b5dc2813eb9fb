import { expect, it } from "vitest";
import { likeness } from "./likeness.ts";

const sum =
  "export function sum(list: number[]): number {\n  let s = 0;\n  for (const x of list) s += x;\n  return s;\n}";

it("is 1 for the same code with other names, numbers and comments", () => {
  const renamed = sum.replaceAll("list", "values").replaceAll("s ", "total ").replace("= 0", "= 0.5");
  expect(likeness(sum, `/** The sum. */\n${renamed} // over`)).toBe(1);
});

it("is small for another way to the same answer", () => {
  const reduced = "export const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);";
  expect(likeness(sum, reduced)).toBeLessThan(0.3);
});

it("by hand: six tokens have two runs of five, of which one is common to six others", () => {
  expect(likeness("a + b + c", "a + b + c ;")).toBe(1 / 2);
  expect(likeness("a;", "b;")).toBe(1);
});
