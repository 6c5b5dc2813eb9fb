import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import { pairwiseDistances } from "../pairwise/pairwise-distances.ts";
import { calinskiHarabaszScore } from "./calinski-harabasz-score.ts";
import { daviesBouldinScore } from "./davies-bouldin-score.ts";
import { silhouetteSamples, silhouetteScore } from "./silhouette-score.ts";

// On a line: 0 and 1 in one cluster, 5 in another.
const X = [[0], [1], [5]];
const labels = ["left", "left", "right"];

describe("silhouettes", () => {
  it("by hand: a = 1 and b = 5 or 4; a cluster of one sample has 0", () => {
    expect(silhouetteSamples(X, labels)).toEqual(Float64Array.of(4 / 5, 3 / 4, 0));
    expect(silhouetteScore(X, labels)).toBeCloseTo((0.8 + 0.75) / 3, 15);
  });

  it("from distances is as from coordinates", () => {
    const D = pairwiseDistances(X);
    expect(silhouetteSamples(D, labels, { metric: "precomputed" })).toEqual(silhouetteSamples(X, labels));
  });

  it("of a random part: the same generator draws the same, all samples give the whole", () => {
    const rng = new Philox(1);
    const many = Matrix.fromRows(
      Array.from({ length: 60 }, (_, i) => [rng.normal() + 5 * (i % 2), rng.normal()]),
    );
    const groups = Array.from({ length: 60 }, (_, i) => i % 2);
    const part = (sampleSize: number) => silhouetteScore(many, groups, { sampleSize, rng: new Philox(4) });
    expect(part(30)).toBe(part(30));
    expect(part(30)).not.toBe(silhouetteScore(many, groups));
    expect(part(60)).toBeCloseTo(silhouetteScore(many, groups), 13);
    const D = pairwiseDistances(many);
    const ofDistances = silhouetteScore(D, groups, {
      sampleSize: 30,
      rng: new Philox(4),
      metric: "precomputed",
    });
    expect(ofDistances).toBeCloseTo(part(30), 14);
  });

  it("all points in one place have 0", () => {
    expect(silhouetteScore([[1], [1], [1]], [0, 0, 1])).toBe(0);
  });

  it("refuses one cluster, a cluster a sample, distances that are none, and no generator", () => {
    expect(() => silhouetteScore(X, [0, 0, 0])).toThrow(
      "silhouetteScore: 1 clusters of 3 samples, at least 2 and at most 2 are needed",
    );
    expect(() => silhouetteScore(X, [0, 1, 2])).toThrow("3 clusters of 3 samples");
    expect(() => silhouetteScore(X, [0, 1])).toThrow("X has 3 rows, labels 2");
    expect(() => silhouetteScore(X, labels, { metric: "precomputed" })).toThrow(
      'X is 3 × 1 and metric "precomputed"',
    );
    expect(() =>
      silhouetteScore(
        [
          [1, 2, 3],
          [2, 0, 1],
          [3, 1, 0],
        ],
        labels,
        { metric: "precomputed" },
      ),
    ).toThrow("X[0, 0] is 1, a distance of 0");
    expect(() => silhouetteScore(X, labels, { sampleSize: 2 })).toThrow("sampleSize without rng");
    expect(() => silhouetteScore([[0], [Number.NaN], [1]], labels)).toThrow("X[1] is NaN");
  });
});

describe("calinskiHarabaszScore and daviesBouldinScore", () => {
  it("by hand: means ½ and 5, of all 2; between 2 · 2.25 + 9 = 13.5, within ½", () => {
    expect(calinskiHarabaszScore(X, labels)).toBe(13.5 / 0.5);
    expect(daviesBouldinScore(X, labels)).toBeCloseTo(0.5 / 4.5, 15);
  });

  it("do not change with the unit, be it 10⁻⁹", () => {
    const small = X.map(([x]) => [x! * 1e-9]);
    expect(calinskiHarabaszScore(small, labels)).toBeCloseTo(27, 9);
    expect(daviesBouldinScore(small, labels)).toBeCloseTo(0.5 / 4.5, 12);
  });

  it("samples on their centres: 1 and 0", () => {
    expect(calinskiHarabaszScore([[0], [0], [5]], labels)).toBe(1);
    expect(daviesBouldinScore([[0], [0], [5]], labels)).toBe(0);
  });
});
