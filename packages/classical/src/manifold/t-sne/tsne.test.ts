import { readFileSync } from "node:fs";
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { buildIndex } from "../../neighbors/search/neighbor-index.ts";
import { trustworthiness } from "../trustworthiness.ts";
import { barnesHutGradient } from "./barnes-hut-gradient.ts";
import { conditionalProbabilities } from "./conditional-probabilities.ts";
import { exactGradient } from "./exact-gradient.ts";
import { jointProbabilities } from "./joint-probabilities.ts";
import { TSNE } from "./tsne.ts";

const file = new URL("../../../../../golden/classical/tsne.json", import.meta.url);
const golden = JSON.parse(readFileSync(file, "utf8")).values;
const X = Matrix.fromRows(golden.X);
const Y = Float64Array.from(golden.Y.flat());
const N = X.rows;
const P = jointProbabilities("test", buildIndex("test", X, {}), { k: N - 1, perplexity: golden.perplexity });
const once = { exaggeration: 1, wantsError: true };

describe("probabilities", () => {
  it("by hand: of neighbours equally far each is as likely; a perplexity of 1 picks the nearest", () => {
    expect([...conditionalProbabilities(Float64Array.of(4, 4, 4), 3, 2)]).toEqual([1 / 3, 1 / 3, 1 / 3]);
    const [first] = conditionalProbabilities(Float64Array.of(1, 9, 25), 3, 1.0000001);
    expect(first).toBeGreaterThan(0.999);
  });

  it("have the entropy that perplexity asks for", () => {
    const rng = new Philox(1);
    const p = conditionalProbabilities(
      Float64Array.from({ length: 60 }, () => 9 * rng.uniform()),
      60,
      12,
    );
    expect(p.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
    expect(Math.exp(-p.reduce((sum, one) => sum + one * Math.log(one), 0))).toBeCloseTo(12, 8);
  });

  it("are scikit-learn's, which computes them in float32 and stops at an entropy off by 1e-5", () => {
    const dense = P.toDense();
    for (const [i, row] of (golden.P as number[][]).entries())
      for (const [j, value] of row.entries()) expect(Math.abs(dense.at(i, j) - value)).toBeLessThan(1e-7);
  });
});

describe("the gradient", () => {
  it("is that of the divergence, by central differences, in two and three dimensions", () => {
    const rng = new Philox(2);
    for (const D of [2, 3]) {
      const map = Float64Array.from({ length: N * D }, () => rng.normal());
      const objective = exactGradient(P, D);
      const gradient = new Float64Array(N * D);
      objective(map, gradient, once);
      for (const at of [0, 1, 17, N * D - 1]) {
        const ends = [1e-5, -1e-5].map((step) => {
          const moved = map.slice();
          moved[at]! += step;
          return objective(moved, new Float64Array(N * D), once);
        });
        expect((ends[0]! - ends[1]!) / 2e-5).toBeCloseTo(gradient[at]!, 7);
      }
    }
  });

  it("is scikit-learn's at a given map, and so is the divergence", () => {
    const gradient = new Float64Array(N * 2);
    expect(exactGradient(P, 2)(Y, gradient, once)).toBeCloseTo(golden.kl, 5);
    for (const [at, value] of (golden.gradient as number[]).entries())
      expect(Math.abs(gradient[at]! - value)).toBeLessThan(1e-7);
  });

  it("by a tree is the exact one at angle 0, and near it at 0.5", () => {
    const exact = new Float64Array(N * 2);
    const kl = exactGradient(P, 2)(Y, exact, once);
    const found = new Float64Array(N * 2);
    expect(barnesHutGradient(P, 2, 0)(Y, found, once)).toBeCloseTo(kl, 10);
    for (const [at, value] of exact.entries()) expect(found[at]).toBeCloseTo(value, 10);
    barnesHutGradient(P, 2, 0.5)(Y, found, once);
    const off = Math.hypot(...found.map((value, at) => value - exact[at]!)) / Math.hypot(...exact);
    expect(off).toBeLessThan(0.05);
  });
});

describe("TSNE", () => {
  const Z = Matrix.fromRows(golden.Z);

  it("ends at a divergence like scikit-learn's, with neighbours as trustworthy", () => {
    const model = new TSNE({ perplexity: 20 });
    const map = model.fitTransform(Z);
    const worst = Math.max(...golden.reached);
    expect(model.klDivergence_).toBeLessThan(worst * 1.03);
    expect(trustworthiness(Z, map)).toBeGreaterThan(Math.min(...golden.trustworthiness) - 0.01);
    expect(map.names).toEqual(["tsne0", "tsne1"]);
  });

  it("exactly ends no worse than by a tree", () => {
    const exact = new TSNE({ perplexity: 8, method: "exact" }).fit(X);
    const tree = new TSNE({ perplexity: 8 }).fit(X);
    expect(Math.abs(exact.klDivergence_ - tree.klDivergence_)).toBeLessThan(0.1);
  });

  it("refuses what it cannot place", () => {
    expect(() => new TSNE().fit(X.takeRows([0, 1, 2]))).toThrow(
      "TSNE.fit: perplexity 30 with 3 rows, less than 3 is needed",
    );
    expect(() => new TSNE({ nComponents: 4, perplexity: 5 }).fit(X)).toThrow(
      /at most 3 are needed; method "exact" takes more/,
    );
    expect(() => new TSNE({ init: Matrix.zeros(3, 2), perplexity: 5 }).fit(X)).toThrow(
      "TSNE.fit: init is 3 × 2, 40 × 2 is needed",
    );
  });

  it("passes checkEstimator", () => {
    expect(checkEstimator(() => new TSNE({ perplexity: 10, maxIter: 250 }))).toEqual([]);
  });
});

describe("trustworthiness", () => {
  it("by hand: 1 where the map is the data, less where a stranger comes near", () => {
    const line = [[0], [1], [2], [3], [4], [5]];
    expect(trustworthiness(line, line, { nNeighbors: 2 })).toBe(1);
    // 5 now stands beside 0: each has the other, of rank 5, as a neighbour.
    expect(trustworthiness(line, [[0], [1], [2], [3], [4], [-0.5]], { nNeighbors: 1 })).toBeCloseTo(
      1 - (2 / (6 * 8)) * (4 + 4),
      12,
    );
    expect(() => trustworthiness(line, line, { nNeighbors: 3 })).toThrow(/nNeighbors is 3 of 6 rows/);
  });
});
