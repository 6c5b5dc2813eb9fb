import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Matrix } from "../matrix/matrix.ts";
import { averagePathLength, IsolationForest } from "./isolation-forest.ts";
import { RandomTreesEmbedding } from "./random-trees-embedding.ts";

const rng = new Philox(2);
const X = Matrix.zeros(200, 3);
for (let at = 0; at < X.data.length; at++) X.data[at] = rng.normal();
X.data.set([9, 9, 9, -8, 9, -9], 0);

describe("by hand", () => {
  it("c(1) = 0, c(2) = 1, c(256) = 10.24", () => {
    expect([averagePathLength(1), averagePathLength(2)]).toEqual([0, 1]);
    expect(averagePathLength(256)).toBeCloseTo(2 * (Math.log(255) + 0.5772156649) - (2 * 255) / 256, 9);
  });

  it("of two rows every tree is one cut: both have path 1 = c(2), and score −½", () => {
    const model = new IsolationForest({ nEstimators: 5 }).fit([[0], [1]]);
    expect(Array.from(model.scoreSamples([[0], [1]]))).toEqual([-0.5, -0.5]);
  });
});

describe("IsolationForest", () => {
  it("finds the two far rows", () => {
    const model = new IsolationForest({ contamination: 0.01 }).fit(X);
    expect(Array.from(model.predict(X)).flatMap((sign, i) => (sign < 0 ? [i] : []))).toEqual([0, 1]);
    expect(Math.max(model.scoreSamples(X)[0]!, model.scoreSamples(X)[1]!)).toBeLessThan(-0.65);
  });

  it("trees are ⌈log₂ ψ⌉ deep, on ψ rows and some of the columns", () => {
    const model = new IsolationForest({ maxSamples: 64, maxFeatures: 1, nEstimators: 20 }).fit(X);
    for (const tree of model.trees_) {
      expect(tree.maxDepth).toBeLessThanOrEqual(6);
      expect(tree.nNodeSamples[0]).toBe(64);
      expect(new Set(tree.feature.filter((j) => j >= 0)).size).toBe(1);
    }
    expect(new Set(model.trees_.map((tree) => tree.feature[0])).size).toBe(3);
  });

  it("warns where more rows are asked for than there are", () => {
    const model = new IsolationForest({ maxSamples: 500, nEstimators: 2 }).fit(X);
    expect([model.maxSamples_, model.warnings_?.length]).toEqual([200, 1]);
  });
});

describe("RandomTreesEmbedding", () => {
  it("each row is in one leaf of every tree, and near rows share more of them", () => {
    const model = new RandomTreesEmbedding({ nEstimators: 50 });
    const codes = model.fitTransform(X);
    expect(model.getFeatureNamesOut().length).toBe(codes.cols);
    const shared = (a: Matrix, b: Matrix) => a.data.reduce((sum, one, at) => sum + one * b.data[at]!, 0);
    const [here, near, far] = [
      [0, 0, 0],
      [0.05, 0, 0.05],
      [2, -2, 2],
    ].map((row) => model.transform([row]));
    expect(shared(here!, here!)).toBe(50);
    expect(shared(here!, near!)).toBeGreaterThan(shared(here!, far!) + 10);
  });
});
