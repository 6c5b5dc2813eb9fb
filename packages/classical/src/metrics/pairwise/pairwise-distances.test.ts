import { Philox } from "@blankfile/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import {
  euclideanDistances,
  haversineDistances,
  manhattanDistances,
  nanEuclideanDistances,
  pairedDistances,
  pairwiseDistances,
} from "./pairwise-distances.ts";
import { type DistanceName, distanceNames } from "./row-distance.ts";

const between = (x: number[], y: number[], metric: DistanceName) =>
  pairwiseDistances([x], [y], { metric }).at(0, 0);

describe("pairwiseDistances", () => {
  it("by hand: (0, 0) to (3, 4)", () => {
    expect(between([0, 0], [3, 4], "euclidean")).toBe(5);
    expect(between([0, 0], [3, 4], "sqeuclidean")).toBe(25);
    expect(between([0, 0], [3, 4], "manhattan")).toBe(7);
    expect(between([0, 0], [3, 4], "chebyshev")).toBe(4);
    expect(between([1, 0], [3, 4], "cosine")).toBeCloseTo(1 - 3 / 5, 15);
    expect(between([1, 2, 3], [3, 2, 1], "correlation")).toBeCloseTo(2, 15);
    expect(between([1, 2, 0], [1, 5, 0], "hamming")).toBe(1 / 3);
    expect(between([1, 1, 0], [1, 0, 0], "jaccard")).toBe(0.5);
    expect(between([1, 2, 0], [3, 2, 0], "canberra")).toBe(0.5);
    expect(between([1, 2], [3, 2], "braycurtis")).toBe(2 / 8);
    expect(pairwiseDistances([[0, 0]], [[3, 4]], { metric: "minkowski", p: 1 }).at(0, 0)).toBe(7);
    expect(pairwiseDistances([[0, 0]], [[3, 4]], { metric: "seuclidean", V: [9, 4] }).at(0, 0)).toBeCloseTo(
      Math.sqrt(5),
      15,
    );
    expect(
      pairwiseDistances([[0, 0]], [[1, 2]], {
        metric: "mahalanobis",
        VI: [
          [2, 1],
          [1, 3],
        ],
      }).at(0, 0),
    ).toBeCloseTo(Math.sqrt(2 + 4 + 12), 14);
  });

  it("a quarter of the way round is π/2", () => {
    expect(haversineDistances([[0, 0]], [[0, Math.PI / 2]]).at(0, 0)).toBeCloseTo(Math.PI / 2, 15);
    expect(haversineDistances([[Math.PI / 2, 1]], [[-Math.PI / 2, 2]]).at(0, 0)).toBeCloseTo(Math.PI, 15);
  });

  it("missing coordinates count as far apart as the others on average", () => {
    const { NaN: gap } = Number;
    expect(nanEuclideanDistances([[3, gap, gap, 6]], [[1, gap, 4, 5]]).at(0, 0)).toBeCloseTo(
      Math.sqrt((4 / 2) * (4 + 1)),
      14,
    );
    expect(nanEuclideanDistances([[gap, 1]], [[1, gap]]).at(0, 0)).toBeNaN();
    expect(
      nanEuclideanDistances([
        [gap, gap],
        [1, 2],
      ]).toArray(),
    ).toEqual([
      [gap, gap],
      [gap, 0],
    ]);
  });

  it("without Y is as with X for Y, and a row is 0 from itself", () => {
    const rng = new Philox(6);
    const X = Matrix.fromRows(Array.from({ length: 6 }, () => [rng.normal(), rng.normal()]));
    const copy = new Matrix(X.data.slice(), [6, 2]);
    const settings = {
      V: [1, 2],
      VI: [
        [2, 0.5],
        [0.5, 1],
      ],
    };
    for (const metric of distanceNames.filter((name) => name !== "correlation")) {
      const [alone, both] = [
        pairwiseDistances(X, undefined, { metric, ...settings }),
        pairwiseDistances(X, copy, { metric, ...settings }),
      ];
      alone.data.forEach((d, at) => {
        expect(d, metric).toBeCloseTo(both.data[at]!, 7);
      });
      for (let i = 0; i < 6; i++) expect(alone.at(i, i)).toBe(0);
    }
  });

  it("metrics obey the triangle inequality", () => {
    const row = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 3, maxLength: 3 });
    const names = ["euclidean", "manhattan", "chebyshev", "canberra", "hamming", "jaccard"] as const;
    fc.assert(
      fc.property(row, row, row, fc.constantFrom(...names), (x, y, z, metric) => {
        const D = pairwiseDistances([x, y, z], undefined, { metric });
        expect(D.at(0, 2)).toBeLessThanOrEqual(D.at(0, 1) + D.at(1, 2) + 1e-12);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it("takes a function of two rows", () => {
    const metric = (x: Float64Array, y: Float64Array) => x[0]! * 10 + y[1]!;
    expect(pairwiseDistances([[1, 2]], [[3, 4]], { metric }).toArray()).toEqual([[14]]);
  });

  it("a function need be neither symmetric nor 0 for equal rows", () => {
    const metric = (x: Float64Array, y: Float64Array) => x[0]! - 2 * y[0]!;
    expect(pairwiseDistances([[1], [2]], undefined, { metric }).toArray()).toEqual([
      [-1, -3],
      [0, -2],
    ]);
  });

  it("pairs row by row are the diagonal", () => {
    expect(pairedDistances([[0], [1]], [[5], [3]])).toEqual(Float64Array.of(5, 2));
    expect(() => pairedDistances([[0], [1]], [[5]])).toThrow("pairedDistances: X has 2 rows, Y 1");
  });

  it("refuses widths, NaN, unknown metrics, and what a metric lacks", () => {
    expect(() => pairwiseDistances([[1, 2]], [[1]])).toThrow(
      "pairwiseDistances: X has 2 columns, Y 1; both need the same number",
    );
    expect(() => euclideanDistances([[1, Number.NaN]])).toThrow("euclideanDistances: X[1] is NaN");
    expect(() => manhattanDistances([])).toThrow("X is 0 × 0, at least 1 × 1 is needed");
    expect(() => pairwiseDistances([[1]], [[1]], { metric: "edit" as "l1" })).toThrow(
      'pairwiseDistances: metric "edit", a function of two rows or one of euclidean',
    );
    expect(() => pairwiseDistances([[1, 2]], [[1, 3]], { metric: "correlation" }).at(0, 0)).not.toThrow();
    expect(() => pairwiseDistances([[1, 1]], [[1, 3]], { metric: "correlation" })).toThrow(
      "row 0 is constant",
    );
    expect(() => pairwiseDistances([[1]], [[2]], { metric: "seuclidean" })).toThrow(
      "X and Y without V, which of them it is of is needed",
    );
    expect(() =>
      pairwiseDistances(
        [
          [1, 1],
          [1, 2],
        ],
        undefined,
        { metric: "seuclidean" },
      ),
    ).toThrow("V[0] is 0, a number above 0 is needed");
    expect(() =>
      pairwiseDistances(
        [
          [1, 1],
          [1, 2],
        ],
        undefined,
        { metric: "mahalanobis" },
      ),
    ).toThrow("2 rows of 2 columns have no invertible covariance");
    expect(() => haversineDistances([[1, 2, 3]])).toThrow('3 columns and metric "haversine"');
    expect(() => pairwiseDistances([[1]], [[2]], { metric: "minkowski", p: 0 })).toThrow(
      "p 0, a number above 0 is needed",
    );
    expect(() => pairwiseDistances([[1]], [[2]], { metric: "minkowski", w: [1, 2] })).toThrow(
      "w has 2 numbers, 1 are needed",
    );
  });
});
