import { expect, it } from "vitest";
import { tensor } from "../../index.ts";
import { recurrence, shift } from "./recurrence.ts";

const a = tensor([9, 2, 3]);
const b = tensor([1, 10, 100]);

it("by hand: y = 1, 2 · 1 + 10, 3 · 12 + 100; backwards from the last", () => {
  expect(recurrence(a, b, 0).toArray()).toEqual([1, 12, 136]);
  expect(recurrence(a, b, 0, { reverse: true }).toArray()).toEqual([9 * 210 + 1, 2 * 100 + 10, 100]);
});

it("shift moves by one and fills the edge", () => {
  expect(shift(b, 0, 7, false).toArray()).toEqual([7, 1, 10]);
  expect(shift(b, 0, 7, true).toArray()).toEqual([10, 100, 7]);
});
