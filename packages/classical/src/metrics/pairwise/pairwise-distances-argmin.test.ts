import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import { pairwiseDistances } from "./pairwise-distances.ts";
import { pairwiseDistancesArgmin, pairwiseDistancesArgminMin } from "./pairwise-distances-argmin.ts";

function normal(rows: number, cols: number, seed: number): Matrix {
  const rng = new Philox(seed);
  return new Matrix(
    Float64Array.from({ length: rows * cols }, () => rng.normal()),
    [rows, cols],
  );
}

describe("pairwiseDistancesArgmin", () => {
  it("0 is nearest to 1, 9 to 10; of equal ones the first", () => {
    expect(pairwiseDistancesArgmin([[0], [9], [5.5]], [[1], [10], [10]])).toEqual(Int32Array.of(0, 1, 0));
    expect(pairwiseDistancesArgminMin([[0], [9]], [[1], [10]]).distances).toEqual(Float64Array.of(1, 1));
  });

  it.each([
    ["euclidean", 3],
    ["euclidean", 12],
    ["sqeuclidean", 12],
    ["manhattan", 12],
  ] as const)("is the least of all distances: %s, %i columns", (metric, F) => {
    const [X, Y] = [normal(50, F, 1), normal(70, F, 2)];
    const D = pairwiseDistances(X, Y, { metric });
    const { indices, distances } = pairwiseDistancesArgminMin(X, Y, { metric });
    indices.forEach((j, i) => {
      expect(distances[i]).toBe(Math.min(...D.row(i)));
      expect(D.at(i, j)).toBe(distances[i]);
    });
  });

  it("in several chunks is as in one: each row is nearest to its own copy", () => {
    const Y = normal(3000, 8, 3);
    const X = new Matrix(Y.data.slice(), [3000, 8]);
    expect(pairwiseDistancesArgmin(X, Y)).toEqual(Int32Array.from({ length: 3000 }, (_, i) => i));
  });
});
