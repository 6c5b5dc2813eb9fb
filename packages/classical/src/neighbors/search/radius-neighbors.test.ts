import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import type { Metric } from "./distance.ts";
import type { Algorithm } from "./neighbor-index.ts";
import { radiusNeighbors } from "./radius-neighbors.ts";

describe("radiusNeighbors", () => {
  it("counts a point at exactly the radius in", () => {
    const X = Matrix.fromRows([[5], [0], [1], [3]]);
    for (const algorithm of ["brute", "kdTree", "ballTree"] as Algorithm[]) {
      const ball = radiusNeighbors(X, Matrix.fromRows([[1], [9]]), 2, { algorithm, leafSize: 1 });
      expect([...ball.indptr]).toEqual([0, 3, 3]);
      expect([...ball.indices]).toEqual([1, 2, 3]);
      expect([...ball.distances]).toEqual([1, 0, 2]);
    }
  });

  it("sorts by distance where asked", () => {
    const X = Matrix.fromRows([[5], [0], [1], [3]]);
    const ball = radiusNeighbors(X, Matrix.fromRows([[1]]), 2, { sortResults: true });
    expect([...ball.indices]).toEqual([2, 1, 3]);
  });

  it.each([
    ["euclidean", 2, 1],
    ["euclidean", 2, Math.sqrt(3)],
    ["manhattan", 2, 2],
    ["chebyshev", 2, 1],
    ["minkowski", 3, 17 ** (1 / 3)],
  ] as [Metric, number, number][])(
    "kd-tree, ball tree and brute give the same on a grid: %s, p = %d, radius %d",
    (metric, p, radius) => {
      const rng = new Philox(1);
      const points = (rows: number): Matrix =>
        new Matrix(
          Float64Array.from({ length: rows * 3 }, () => rng.integer(5)),
          [rows, 3],
        );
      const [X, Q] = [points(400), points(50)];
      const brute = radiusNeighbors(X, Q, radius, { metric, p, algorithm: "brute" });
      expect(brute.indices.length).toBeGreaterThan(100);
      expect(Math.max(...brute.distances)).toBeLessThanOrEqual(radius);
      for (const algorithm of ["kdTree", "ballTree"] as Algorithm[])
        expect(radiusNeighbors(X, Q, radius, { metric, p, algorithm, leafSize: 5 })).toEqual(brute);
    },
  );

  it("refuses a negative radius", () => {
    const X = Matrix.fromRows([[1]]);
    expect(() => radiusNeighbors(X, X, -1)).toThrow("radius is -1, a number of at least 0 is needed");
  });
});
