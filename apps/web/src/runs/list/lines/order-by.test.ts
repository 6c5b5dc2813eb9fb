import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cell } from "../columns/column.ts";
import { orderBy } from "./order-by.ts";

const order = (cells: Cell[], descending = false) => orderBy(cells, (cell) => cell, descending);

describe("values in order", () => {
  it("numbers by size, texts by letters with the numbers in them, NaN and nothing last in both directions", () => {
    const cells = [Number.NaN, "run 10", 2, undefined, "Run 9", -1, Number.POSITIVE_INFINITY, true];
    expect(order(cells)).toEqual([
      -1,
      2,
      Number.POSITIVE_INFINITY,
      "Run 9",
      "run 10",
      true,
      Number.NaN,
      undefined,
    ]);
    expect(order(cells, true)).toEqual([
      true,
      "run 10",
      "Run 9",
      Number.POSITIVE_INFINITY,
      2,
      -1,
      Number.NaN,
      undefined,
    ]);
  });

  it("of equal size stay as they came, in both directions", () => {
    const items = [1, 0, 1, 0].map((value, at) => ({ value, at }));
    expect(orderBy(items, ({ value }) => value, false).map(({ at }) => at)).toEqual([1, 3, 0, 2]);
    expect(orderBy(items, ({ value }) => value, true).map(({ at }) => at)).toEqual([0, 2, 1, 3]);
  });

  it("are the same ones, and ordering them again changes nothing", () => {
    const cell = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(undefined));
    fc.assert(
      fc.property(fc.array(cell), fc.boolean(), (cells, descending) => {
        const once = order(cells, descending);
        expect(once).toHaveLength(cells.length);
        expect(order(once, descending)).toEqual(once);
        const firstNone = once.findIndex((one) => one === undefined || Number.isNaN(one));
        const tail = firstNone === -1 ? [] : once.slice(firstNone);
        expect(tail.every((one) => one === undefined || Number.isNaN(one))).toBe(true);
      }),
    );
  });
});
