import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import { euclideanDistancesFast } from "./euclidean-distances-fast.ts";
import { euclideanDistances } from "./pairwise-distances.ts";

function normal(rows: number, cols: number, { seed, shift = 0 }: { seed: number; shift?: number }): Matrix {
  const rng = new Philox(seed);
  return new Matrix(
    Float64Array.from({ length: rows * cols }, () => shift + rng.normal()),
    [rows, cols],
  );
}

describe("euclideanDistancesFast", () => {
  it("(0, 0) to (3, 4) is 5", () => {
    expect(euclideanDistancesFast([[0, 0]], [[3, 4]]).at(0, 0)).toBe(5);
    expect(euclideanDistancesFast([[0, 0]], [[3, 4]], { squared: true }).at(0, 0)).toBe(25);
  });

  it.each([
    [7, 5, 3],
    [130, 65, 20],
    [1, 1, 1],
  ])("is the plain one, %i × %i rows of %i columns", (n, m, F) => {
    const [X, Y] = [normal(n, F, { seed: 1 }), normal(m, F, { seed: 2 })];
    const [fast, plain] = [euclideanDistancesFast(X, Y), euclideanDistances(X, Y)];
    plain.data.forEach((d, at) => {
      expect(Math.abs(fast.data[at]! - d)).toBeLessThan(1e-13 * Math.max(1, d));
    });
  });

  it.each([0, 10, 1e4])("the squares are within ε (F + 4) (‖x‖² + ‖y‖²) / 2, data shifted by %d", (shift) => {
    const F = 12;
    const [X, Y] = [normal(40, F, { seed: 3, shift }), normal(30, F, { seed: 4, shift })];
    const [fast, plain] = [
      euclideanDistancesFast(X, Y, { squared: true }),
      euclideanDistances(X, Y, { squared: true }),
    ];
    const square = (row: Float64Array) => row.reduce((sum, x) => sum + x * x, 0);
    for (let i = 0; i < 40; i++) {
      for (let j = 0; j < 30; j++) {
        const bound = (Number.EPSILON * (F + 4) * (square(X.row(i)) + square(Y.row(j)))) / 2;
        expect(Math.abs(fast.at(i, j) - plain.at(i, j))).toBeLessThanOrEqual(bound);
      }
    }
  });

  it("near rows far from the origin lose their distance, as the docstring says; the plain one keeps it", () => {
    const [X, Y] = [[[1e8, 1]], [[1e8, 1.5]]];
    expect(euclideanDistances(X, Y).at(0, 0)).toBe(0.5);
    expect(euclideanDistancesFast(X, Y).at(0, 0)).not.toBeCloseTo(0.5, 1);
  });

  it("the diagonal is 0 without Y, and nothing is NaN", () => {
    const D = euclideanDistancesFast(normal(20, 4, { seed: 5, shift: 1e6 }));
    for (let i = 0; i < 20; i++) expect(D.at(i, i)).toBe(0);
    expect(D.data.every((d) => d >= 0)).toBe(true);
  });
});
