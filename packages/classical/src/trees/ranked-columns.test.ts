import { Philox } from "@blankfile/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Matrix } from "../matrix/matrix.ts";
import { argsort, rankColumns } from "./ranked-columns.ts";

describe("rankColumns", () => {
  it("gives each value its place among the different ones, NaN the last", () => {
    const X = Matrix.fromRows([[5], [-1], [Number.NaN], [5], [2]]);
    const { ranks, values } = rankColumns(X);
    expect(Array.from(ranks[0]!)).toEqual([2, 0, 3, 2, 1]);
    expect(Array.from(values[0]!)).toEqual([-1, 2, 5]);
  });

  it("takes −0 and 0 as one value", () => {
    const column = Float64Array.from({ length: 600 }, (_, i) => (i % 2 === 0 ? 0 : -0));
    expect(rankColumns(new Matrix(column, [600, 1])).values[0]!.length).toBe(1);
    expect(rankColumns(new Matrix(column.slice(0, 4), [4, 1])).values[0]!.length).toBe(1);
  });

  it("values[ranks] is the column", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 40 }), (column) => {
        const { ranks, values, orders } = rankColumns(
          new Matrix(Float64Array.from(column), [column.length, 1]),
        );
        for (const [i, value] of column.entries()) expect(values[0]![ranks[0]![i]!]).toBe(value + 0);
        for (let p = 1; p < column.length; p++)
          expect(ranks[0]![orders[0]![p]!]).toBeGreaterThanOrEqual(ranks[0]![orders[0]![p - 1]!]!);
      }),
    );
  });
});

describe("argsort", () => {
  it("by the bits is the same as by comparison, and keeps equals in order", () => {
    const rng = new Philox(3);
    const special = [0, 1, -1, Number.NaN, Infinity, -Infinity, 5e-324, -5e-324, 1e308, -1e308];
    const values = Float64Array.from({ length: 2000 }, () =>
      rng.integer(3) === 0 ? special[rng.integer(special.length)]! : Math.round(rng.normal() * 100) / 10,
    );
    const sign = (i: number) => (Number.isNaN(values[i]) ? 1 : 0);
    const byComparison = Array.from(values.keys()).sort(
      (i, j) => sign(i) - sign(j) || (values[i]! < values[j]! ? -1 : values[i]! > values[j]! ? 1 : i - j),
    );
    expect(Array.from(argsort(values))).toEqual(byComparison);
  });
});
