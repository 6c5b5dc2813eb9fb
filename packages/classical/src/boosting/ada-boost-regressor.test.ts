import { describe, expect, it } from "vitest";
import { nameClass } from "../estimator/known.ts";
import { Matrix } from "../matrix/matrix.ts";
import { DecisionTreeRegressor } from "../trees/decision-tree-regressor.ts";
import { AdaBoostRegressor } from "./ada-boost-regressor.ts";
import { inputs, r2, weighted, worst } from "./golden-boosting.fixture.ts";

/** Draws rows at even steps of the distribution function, as the golden values do. */
class Evenly extends AdaBoostRegressor {
  static {
    nameClass("Evenly", Evenly);
  }
  protected override draw(weight: Float64Array): Float64Array {
    const counts = new Float64Array(weight.length);
    let [row, upTo] = [0, weight[0]!];
    for (let t = 0; t < weight.length; t++) {
      while (upTo < (t + 0.5) / weight.length) upTo += weight[++row]!;
      counts[row]!++;
    }
    return counts;
  }
}

describe("by hand", () => {
  it("errors count by the largest: β = L̄ / (1 − L̄)", () => {
    const X = Matrix.zeros(4, 1);
    const estimator = new DecisionTreeRegressor() as never;
    const model = new Evenly({ estimator, nEstimators: 1 }).fit(X, [0, 0, 0, 4]);
    // The constant answer is 1: errors 1 1 1 3, shares ⅓ ⅓ ⅓ 1, L̄ = ½: as bad as chance, but the only one.
    expect(model.estimatorErrors_[0]).toBeCloseTo(0.5, 15);
    expect(Array.from(model.predict(X))).toEqual([1, 1, 1, 1]);
  });
});

describe("AdaBoostRegressor as scikit-learn's, of the same draws", () => {
  it.each(r2.map((one) => [JSON.stringify({ loss: one.loss, weighted: one.weighted }), one] as const))(
    "%s",
    (_, golden) => {
      const estimator = new DecisionTreeRegressor({ maxDepth: 3, minSamplesLeaf: 4 }) as never;
      const model = new Evenly({ estimator, nEstimators: 12, loss: golden.loss });
      model.fit(inputs.X, golden.y, weighted(golden.weighted));
      expect(worst(model.estimatorWeights_, golden.weights)).toBeLessThan(1e-9);
      expect(worst(model.estimatorErrors_, golden.errors)).toBeLessThan(1e-9);
      expect(worst(model.predict(inputs.test), golden.predicted)).toBeLessThan(1e-9);
      expect(worst(model.featureImportances_!, golden.importances)).toBeLessThan(1e-9);
    },
  );
});

describe("AdaBoostRegressor", () => {
  const { y } = r2[0]!;

  it("many trees beat one, and the last stage is the whole", () => {
    const scores = [1, 40].map((nEstimators) =>
      new AdaBoostRegressor({ nEstimators }).fit(inputs.X, y).score(inputs.X, y),
    );
    expect(scores[1]).toBeGreaterThan(scores[0]! + 0.05);
    const model = new AdaBoostRegressor({ nEstimators: 6 }).fit(inputs.X, y);
    expect([...model.stagedPredict(inputs.test)].at(-1)).toEqual(model.predict(inputs.test));
  });

  it("another seed, another draw", () => {
    const [a, b] = [0, 1].map((randomState) =>
      new AdaBoostRegressor({ nEstimators: 3, randomState }).fit(inputs.X, y).predict(inputs.test),
    );
    expect(a).not.toEqual(b);
  });
});
