import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import { linearSumAssignment } from "./linear-sum-assignment.ts";

const costOf = (C: Matrix, columns: ArrayLike<number>) =>
  Array.from(columns).reduce((sum, j, i) => sum + C.at(i, j), 0);

/** All ways to choose k of these in order. */
function choices(items: readonly number[], k: number): number[][] {
  if (k === 0) return [[]];
  return items.flatMap((first, i) => choices(items.toSpliced(i, 1), k - 1).map((rest) => [first, ...rest]));
}

describe("linearSumAssignment", () => {
  it("the cheapest column of each row is not always free: 1 + 2 + 2 = 5", () => {
    const C = Matrix.fromRows([
      [4, 1, 3],
      [2, 0, 5],
      [3, 2, 2],
    ]);
    expect(Array.from(linearSumAssignment(C))).toEqual([1, 0, 2]);
  });

  it.each([
    [1, 1],
    [3, 3],
    [4, 6],
    [6, 6],
    [2, 7],
  ])("is the least of all ways, %i × %i", (n, m) => {
    const rng = new Philox(n * 10 + m);
    for (let trial = 0; trial < 20; trial++) {
      const C = new Matrix(
        Float64Array.from({ length: n * m }, () => (trial % 2 ? rng.integer(4) - 1 : rng.normal())),
        [n, m],
      );
      const columns = linearSumAssignment(C);
      expect(new Set(columns).size).toBe(n);
      const ways = choices(
        Array.from({ length: m }, (_, j) => j),
        n,
      ).map((way) => costOf(C, way));
      expect(costOf(C, columns)).toBeCloseTo(Math.min(...ways), 12);
    }
  });

  it("refuses more rows than columns", () => {
    expect(() => linearSumAssignment(Matrix.zeros(3, 2))).toThrow(
      "linearSumAssignment: 3 rows and 2 columns",
    );
  });
});
