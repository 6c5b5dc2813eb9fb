import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Matrix } from "../matrix/matrix.ts";
import { DecisionTreeRegressor } from "../trees/decision-tree-regressor.ts";
import { gradient, inputs, weighted, worst } from "./golden-boosting.fixture.ts";
import { GradientBoostingRegressor } from "./gradient-boosting-regressor.ts";

const column = (values: number[]) => Matrix.fromRows(values.map((value) => [value]));

describe("by hand", () => {
  it("one stump moves the mean by ν times the mean residual on each side", () => {
    const model = new GradientBoostingRegressor({ nEstimators: 1, maxDepth: 1, learningRate: 0.5 });
    model.fit(column([0, 1, 2, 3]), [0, 0, 4, 8]);
    // ȳ = 3, residuals −3 −3 1 5; cut at 1.5: means −3 and 3.
    expect(Array.from(model.start_)).toEqual([3]);
    expect(model.trees_[0]![0]!.threshold[0]).toBe(1.5);
    expect(Array.from(model.predict(column([0, 3])))).toEqual([3 - 1.5, 3 + 1.5]);
  });

  it("the absolute error moves a leaf by the median of what is left", () => {
    const model = new GradientBoostingRegressor({
      loss: "absolute_error",
      nEstimators: 1,
      maxDepth: 1,
      learningRate: 1,
    });
    model.fit(column([0, 1, 2, 3, 4]), [1, 2, 3, 10, 100]);
    // The median is 3, the signs − − + + +; the cut at 1.5, the medians of what is left −2 (of −2 −1) and 7.
    expect(Array.from(model.predict(column([0, 4])))).toEqual([1, 10]);
  });
});

describe("GradientBoostingRegressor as scikit-learn's", () => {
  const cases = gradient.filter(({ proba }) => proba === null);
  it.each(cases.map((one) => [JSON.stringify({ ...one.options, weighted: one.weighted }), one] as const))(
    "%s",
    (_, golden) => {
      const model = new GradientBoostingRegressor(golden.options);
      model.fit(inputs.X, golden.y, weighted(golden.weighted));
      expect(worst(model.predict(inputs.X), golden.raw)).toBeLessThan(1e-9);
      expect(worst(model.predict(inputs.test), golden.predicted)).toBeLessThan(1e-9);
      const staged = [...model.stagedPredict(inputs.test)].filter((_, m) => m % 4 === 0);
      for (const [m, raw] of staged.entries()) expect(worst(raw, golden.staged[m]!)).toBeLessThan(1e-9);
      expect(worst(model.trainScore_, golden.trainScore)).toBeLessThan(1e-9);
      expect(worst(model.featureImportances_, golden.importances)).toBeLessThan(1e-9);
    },
  );
});

describe("GradientBoostingRegressor", () => {
  const { X } = inputs;
  const y = gradient[0]!.y;

  it.each(["squared_error", "absolute_error", "quantile"] as const)(
    "%s never rises on the rows it learns from",
    (loss) => {
      const { trainScore_ } = new GradientBoostingRegressor({ loss, nEstimators: 40 }).fit(X, y);
      for (let m = 1; m < 40; m++) expect(trainScore_[m]!).toBeLessThanOrEqual(trainScore_[m - 1]! + 1e-12);
    },
  );

  it("a quantile of 0.9 has about nine tenths of the targets below it", () => {
    const model = new GradientBoostingRegressor({ loss: "quantile", alpha: 0.9 }).fit(X, y);
    const below = model.predict(X).filter((value, i) => y[i]! <= value).length / y.length;
    expect(below).toBeGreaterThan(0.85);
    expect(below).toBeLessThan(0.97);
  });

  it("huber is moved less by outliers than the squared error", () => {
    const spoilt = y.map((value, i) => (i % 20 === 5 ? value + 50 : value));
    const [huber, squared] = (["huber", "squared_error"] as const).map((loss) =>
      new GradientBoostingRegressor({ loss, minSamplesLeaf: 10 }).fit(X, spoilt).predict(inputs.test),
    );
    const clean = new GradientBoostingRegressor({ minSamplesLeaf: 10 }).fit(X, y).predict(inputs.test);
    const off = (other: Float64Array) =>
      other.reduce((sum, value, i) => sum + Math.abs(value - clean[i]!), 0);
    expect(off(huber!)).toBeLessThan(off(squared!) / 5);
  });

  it("with subsample rows left out tell how much each stage helps", () => {
    const model = new GradientBoostingRegressor({ subsample: 0.6, nEstimators: 30, randomState: 3 }).fit(
      X,
      y,
    );
    expect(model.oobImprovement_!.length).toBe(30);
    expect(model.oobImprovement_!.slice(0, 10).reduce((a, b) => a + b, 0)).toBeGreaterThan(0);
    expect(model.oobScore_).toBe(model.oobScores_![29]);
    expect(model.score(X, y)).toBeGreaterThan(0.7);
  });

  it("stops when the rows kept apart gain no more", () => {
    const noise = new Philox(1);
    const target = y.map(() => noise.normal());
    const model = new GradientBoostingRegressor({ nEstimators: 500, nIterNoChange: 3, learningRate: 0.3 });
    expect(model.fit(X, target).nEstimators_).toBeLessThan(100);
    expect(model.trainScore_.length).toBe(model.nEstimators_);
  });

  it("starts from another estimator, and adds to it", () => {
    const init = new DecisionTreeRegressor({ maxDepth: 2 });
    const model = new GradientBoostingRegressor({ init: init as never, nEstimators: 1, learningRate: 0 });
    expect(Array.from(model.fit(X, y).predict(X))).toEqual(Array.from(init.fit(X, y).predict(X)));
    expect(init.clone().isFitted).toBe(false);
  });

  it("refuses what is no start", () => {
    expect(() => new GradientBoostingRegressor({ init: "one" as never })).toThrow(
      /"zero", a regressor, or null/,
    );
  });
});
