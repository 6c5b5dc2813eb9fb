import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { silhouetteScore } from "../../metrics/clustering/silhouette-score.ts";
import { kNeighbors } from "../../neighbors/search/k-neighbors.ts";
import { trustworthiness } from "../trustworthiness.ts";
import { fitCurve } from "./fit-curve.ts";
import { fuzzyGraph, surroundingsOf } from "./fuzzy-neighbors.ts";
import { UMAP } from "./umap.ts";

const file = new URL("../../../../../golden/classical/umap.json", import.meta.url);
const golden = JSON.parse(readFileSync(file, "utf8")).values;
const X = Matrix.fromRows(golden.X);
const neighbors = kNeighbors(X, X, 10);

describe("surroundings", () => {
  it("by hand: the nearest belongs wholly, and all memberships sum to log₂ k", () => {
    const line = Matrix.fromRows([[0], [1], [3], [7]]);
    const near = kNeighbors(line, line, 4);
    const { rho, sigma } = surroundingsOf(near);
    expect(rho[0]).toBe(1);
    // 1 + e^(−2/σ) + e^(−6/σ) = 2.
    expect(1 + Math.exp(-2 / sigma[0]!) + Math.exp(-6 / sigma[0]!)).toBeCloseTo(2, 4);
  });

  it("are umap-learn's, which computes them in float32", () => {
    const { rho, sigma } = surroundingsOf(neighbors);
    for (const [i, value] of (golden.rho as number[]).entries())
      expect(Math.abs(rho[i]! - value)).toBeLessThan(1e-5 * value);
    for (const [i, value] of (golden.sigma as number[]).entries())
      expect(Math.abs(sigma[i]! - value)).toBeLessThan(1e-4 * value);
  });

  it("make umap-learn's graph", () => {
    const graph = fuzzyGraph(neighbors, surroundingsOf(neighbors)).toDense();
    const wanted = Matrix.zeros(150, 150);
    for (const [i, j, value] of golden.graph as [number, number, number][]) wanted.data[i * 150 + j] = value;
    for (const [at, value] of wanted.data.entries())
      expect(Math.abs(graph.data[at]! - value)).toBeLessThan(1e-4);
  });
});

describe("the map's curve", () => {
  it.each(golden.curves as [number, number, number, number][])(
    "for minDist %d and spread %d is umap-learn's",
    (minDist, spread, a, b) => {
      const found = fitCurve(minDist, spread);
      expect(found.a).toBeCloseTo(a, 5);
      expect(found.b).toBeCloseTo(b, 5);
    },
  );
});

describe("UMAP", () => {
  it("keeps neighbours as well as umap-learn does, and groups apart", () => {
    for (const init of ["spectral", "pca"] as const) {
      const map = new UMAP({ nNeighbors: 10, init }).fitTransform(X);
      expect(trustworthiness(X, map)).toBeGreaterThan(Math.min(...golden.trustworthiness) - 0.03);
      const groups = Array.from({ length: 150 }, (_, i) => i % 4);
      expect(silhouetteScore(map, groups)).toBeGreaterThan(silhouetteScore(X, groups));
    }
  });

  it("places new rows among their neighbours, the same for a seed", () => {
    const model = new UMAP({ nNeighbors: 10 }).fit(X);
    const moved = model.transform(
      new Matrix(
        X.data.map((value) => value + 0.01),
        [150, 5],
      ),
    );
    const far = Array.from({ length: 150 }, (_, i) =>
      Math.hypot(...moved.row(i).map((value, d) => value - model.embedding_.at(i, d))),
    ).sort((a, b) => a - b);
    expect(far[75]).toBeLessThan(1);
    expect(JSON.stringify(new UMAP({ nNeighbors: 10 }).fit(X))).toBe(JSON.stringify(model));
  });

  it("refuses more neighbours than rows, and a minDist beyond the spread", () => {
    expect(() => new UMAP().fit([[1], [2], [3]])).toThrow(
      "UMAP.fit: nNeighbors is 15 for 3 rows, at most 3 are needed",
    );
    expect(() => new UMAP({ minDist: 2 })).toThrow(
      "UMAP: minDist is 2 with spread 1, at most the spread is needed",
    );
  });

  it("passes checkEstimator", () => {
    expect(checkEstimator(() => new UMAP({ nNeighbors: 10, nEpochs: 30 }))).toEqual([]);
  });
});
