import { describe, expect, it } from "vitest";
import { Matrix } from "../matrix/matrix.ts";
import { DecisionTreeClassifier } from "../trees/decision-tree-classifier.ts";
import { gradient, inputs, weighted, worst } from "./golden-boosting.fixture.ts";
import { GradientBoostingClassifier } from "./gradient-boosting-classifier.ts";

const asArray = (values: Float64Array | Matrix) => (values instanceof Matrix ? values.data : values);

describe("by hand", () => {
  it("one stump takes one Newton step in the log odds", () => {
    const X = Matrix.fromRows([[0], [1], [2], [3]]);
    const model = new GradientBoostingClassifier({ nEstimators: 1, maxDepth: 1, learningRate: 1 }).fit(
      X,
      [0, 0, 1, 1],
    );
    // p = ½ everywhere, residuals ∓½, curvature ¼: steps ∓2.
    expect(Array.from(model.decisionFunction(X) as Float64Array)).toEqual([-2, -2, 2, 2]);
    expect(model.predictProba(X).at(3, 1)).toBeCloseTo(1 / (1 + Math.exp(-2)), 15);
  });
});

describe("GradientBoostingClassifier as scikit-learn's", () => {
  const cases = gradient.filter(({ proba }) => proba !== null);
  it.each(
    cases.map(
      (one) =>
        [JSON.stringify({ ...one.options, weighted: one.weighted, K: new Set(one.y).size }), one] as const,
    ),
  )("%s", (_, golden) => {
    const model = new GradientBoostingClassifier(golden.options);
    model.fit(inputs.X, golden.y, weighted(golden.weighted));
    expect(worst(asArray(model.decisionFunction(inputs.X)), golden.raw)).toBeLessThan(1e-9);
    expect(worst(model.predictProba(inputs.test).data, golden.proba!)).toBeLessThan(1e-9);
    expect(model.predict(inputs.test)).toEqual(golden.predicted);
    const staged = [...model.stagedDecisionFunction(inputs.test)].filter((_, m) => m % 4 === 0);
    for (const [m, raw] of staged.entries())
      expect(worst(asArray(raw), golden.staged[m]!)).toBeLessThan(1e-9);
    expect(worst(model.trainScore_, golden.trainScore)).toBeLessThan(1e-9);
    expect(worst(model.featureImportances_, golden.importances)).toBeLessThan(1e-9);
  });
});

describe("GradientBoostingClassifier", () => {
  const { X, test } = inputs;
  const two = gradient.find(({ y, proba }) => proba && new Set(y).size === 2)!.y;
  const three = gradient.find(({ y, proba }) => proba && new Set(y).size === 3)!.y;

  it("the last of the stages is the whole", () => {
    const model = new GradientBoostingClassifier({ nEstimators: 5 }).fit(X, three);
    const [proba, labels] = [[...model.stagedPredictProba(test)], [...model.stagedPredict(test)]];
    expect(proba.at(-1)!.data).toEqual(model.predictProba(test).data);
    expect(labels.at(-1)).toEqual(model.predict(test));
    expect(model.apply(test)[0]!.length).toBe(15);
  });

  it("the log loss never rises on the rows it learns from", () => {
    const { trainScore_ } = new GradientBoostingClassifier({ nEstimators: 40 }).fit(X, two);
    for (let m = 1; m < 40; m++) expect(trainScore_[m]!).toBeLessThanOrEqual(trainScore_[m - 1]! + 1e-12);
  });

  it("starts from the probabilities of another classifier", () => {
    const init = new DecisionTreeClassifier({ maxDepth: 2 });
    for (const y of [two, three]) {
      const model = new GradientBoostingClassifier({
        init: init as never,
        nEstimators: 1,
        learningRate: 0,
      }).fit(X, y);
      const [own, its] = [model.predictProba(X).data, init.fit(X, y).predictProba(X).data];
      for (const [at, p] of own.entries()) expect(Math.abs(p - its[at]!)).toBeLessThan(1e-12);
    }
  });

  it("keeps rows of every class on both sides when it may stop early", () => {
    const model = new GradientBoostingClassifier({
      nEstimators: 300,
      nIterNoChange: 5,
      learningRate: 0.5,
    }).fit(X, three);
    expect(model.nEstimators_).toBeLessThan(300);
    expect(model.score(X, three)).toBeGreaterThan(0.8);
  });

  it("refuses the exponential loss of three classes, and one class", () => {
    expect(() => new GradientBoostingClassifier({ loss: "exponential" }).fit(X, three)).toThrow(
      /3 classes, two are needed/,
    );
    expect(() =>
      new GradientBoostingClassifier().fit(
        X,
        three.map(() => 1),
      ),
    ).toThrow(/one class/);
  });
});
