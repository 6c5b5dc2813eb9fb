import { Philox } from "@blankfile/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import { nearestByBrute } from "./brute.ts";
import { distanceOf, type Metric } from "./distance.ts";
import { kNearestOthers, kNeighbors } from "./k-neighbors.ts";
import { type Algorithm, buildIndex } from "./neighbor-index.ts";

const trees: Algorithm[] = ["kdTree", "ballTree"];
const metrics: [Metric, number][] = [
  ["euclidean", 2],
  ["manhattan", 2],
  ["chebyshev", 2],
  ["minkowski", 3],
  ["minkowski", 1.5],
];

function normals(rows: number, cols: number, seed: number): Matrix {
  const rng = new Philox(seed);
  return new Matrix(
    Float64Array.from({ length: rows * cols }, () => rng.normal()),
    [rows, cols],
  );
}

/** Points on a grid, many of them equal, so that distances tie. */
function gridPoints(rows: number, cols: number, seed: number): Matrix {
  const rng = new Philox(seed);
  return new Matrix(
    Float64Array.from({ length: rows * cols }, () => rng.integer(4)),
    [rows, cols],
  );
}

describe("kNeighbors", () => {
  it("finds the two nearest of four points, the lower index first of equals", () => {
    const X = Matrix.fromRows([
      [0, 0],
      [3, 4],
      [0, 5],
      [6, 8],
    ]);
    for (const algorithm of ["brute", ...trees] as Algorithm[]) {
      const { distances, indices } = kNeighbors(X, Matrix.fromRows([[0, 0]]), 3, { algorithm, leafSize: 1 });
      expect([...indices]).toEqual([0, 1, 2]);
      expect([...distances]).toEqual([0, 5, 5]);
    }
  });

  it("measures (3, 4) by each metric", () => {
    const [X, q] = [Matrix.fromRows([[3, 4]]), Matrix.fromRows([[0, 0]])];
    const of = (metric: Metric, p = 2) => kNeighbors(X, q, 1, { metric, p }).distances[0];
    expect([of("euclidean"), of("manhattan"), of("chebyshev")]).toEqual([5, 7, 4]);
    expect(of("minkowski", 3)).toBeCloseTo(91 ** (1 / 3), 12);
    expect(of((x, y) => x[0]! - y[0]! + 10)).toBe(7);
    expect(kNeighbors(X, Matrix.fromRows([[4, -3]]), 1, { metric: "cosine" }).distances[0]).toBe(1);
  });

  it.each(metrics)("kd-tree, ball tree and brute give the same bits: %s, p = %d", (metric, p) => {
    for (const make of [normals, gridPoints]) {
      for (const [rows, cols, k] of [
        [300, 3, 5],
        [700, 2, 40],
        [150, 6, 150],
      ] as const) {
        const [X, Q] = [make(rows, cols, 1), make(40, cols, 2)];
        const brute = kNeighbors(X, Q, k, { metric, p, algorithm: "brute" });
        for (const algorithm of trees)
          for (const leafSize of [1, 7, 30])
            expect(kNeighbors(X, Q, k, { metric, p, algorithm, leafSize })).toEqual(brute);
      }
    }
  });

  it("a function as metric gives in a ball tree what brute gives", () => {
    const [X, Q] = [gridPoints(200, 3, 1), gridPoints(20, 3, 2)];
    const metric = (x: Float64Array, y: Float64Array): number => Math.hypot(...x.map((v, j) => v - y[j]!));
    const brute = kNeighbors(X, Q, 4, { metric, algorithm: "brute" });
    expect(kNeighbors(X, Q, 4, { metric, algorithm: "ballTree" })).toEqual(brute);
  });

  it.each(["euclidean", "cosine"] as const)(
    "the product gives the bits of the plain loop, near 0, far from it, tiny, huge and equal: %s",
    (metric) => {
      const far = normals(900, 5, 3);
      for (let i = 0; i < far.data.length; i++) far.data[i]! += 1e7;
      const scaled = (factor: number): Matrix => {
        const X = normals(900, 5, 4);
        return new Matrix(
          X.data.map((x) => x * factor),
          [X.rows, X.cols],
        );
      };
      const outlying = normals(900, 5, 5);
      outlying.data[17] = 1e9;
      const all = [
        normals(1100, 5, 6),
        far,
        scaled(1e-120),
        scaled(1e120),
        scaled(0),
        outlying,
        gridPoints(900, 5, 7),
      ];
      for (const X of all) {
        const Q = X.takeRows(Array.from({ length: 600 }, (_, i) => i));
        const plain = { k: 7, distances: new Float64Array(4200), indices: new Int32Array(4200) };
        nearestByBrute(X, Q, distanceOf(metric), plain);
        expect(kNeighbors(X, Q, 7, { metric, algorithm: "brute" }).indices).toEqual(plain.indices);
      }
    },
  );

  it("k nearest are the first k of all sorted", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), (rows, seed) => {
        const [X, Q] = [gridPoints(rows, 2, seed), gridPoints(3, 2, seed + 1)];
        const [some, all] = [
          kNeighbors(X, Q, Math.ceil(rows / 2)),
          kNeighbors(X, Q, rows, { algorithm: "kdTree" }),
        ];
        for (let q = 0; q < 3; q++) {
          const own = all.indices.subarray(q * rows, (q + 1) * rows);
          expect([...own].sort((a, b) => a - b)).toEqual(Array.from({ length: rows }, (_, i) => i));
          expect(some.indices.subarray(q * some.k, (q + 1) * some.k)).toEqual(own.subarray(0, some.k));
        }
      }),
      { numRuns: 50 },
    );
  });

  it("a row is not its own neighbour among the others, its duplicate is", () => {
    const X = Matrix.fromRows([[1], [1], [5]]);
    const { indices, distances } = kNearestOthers("test", buildIndex("test", X), 1);
    expect([...indices]).toEqual([1, 0, 0]);
    expect([...distances]).toEqual([0, 0, 4]);
  });

  it("precomputed distances are looked up", () => {
    const D = Matrix.fromRows([
      [0, 2, 9],
      [2, 0, 1],
      [9, 1, 0],
    ]);
    expect([...kNeighbors(D, Matrix.fromRows([[9, 3, 4]]), 2, { metric: "precomputed" }).indices]).toEqual([
      1, 2,
    ]);
  });

  it("refuses k beyond the points, widths that differ, and a tree for what is no metric of coordinates", () => {
    const X = normals(4, 2, 1);
    expect(() => kNeighbors(X, X, 5)).toThrow(
      "kNeighbors: k = 5 neighbours among 4 points, a whole number from 1 to 4",
    );
    expect(() => kNeighbors(X, normals(1, 3, 1), 1)).toThrow("queries have 3 columns, 2 are needed");
    expect(() => kNeighbors(X, X, 1, { metric: "cosine", algorithm: "kdTree" })).toThrow(
      'algorithm "brute" takes any',
    );
    expect(() => kNeighbors(X, X, 1, { metric: "precomputed" })).toThrow("X is 4 × 2");
    expect(() => kNeighbors(X, X, 1, { metric: () => Number.NaN })).toThrow("metric: the function gave NaN");
    expect(() => kNeighbors(X, X, 1, { metric: "minkowski", p: 0.5, algorithm: "ballTree" })).toThrow(
      "p = 0.5",
    );
  });
});
