import { describe, expect, it } from "vitest";
import { Matrix } from "../matrix/matrix.ts";
import { DecisionTreeClassifier } from "../trees/decision-tree-classifier.ts";
import { AdaBoostClassifier } from "./ada-boost-classifier.ts";
import { ada, inputs, weighted, worst } from "./golden-boosting.fixture.ts";

describe("by hand", () => {
  it("a stump that errs on a fifth has a say of ln 4, and the row it misses weighs half afterwards", () => {
    const X = Matrix.fromRows([[0], [1], [2], [3], [4]]);
    const y = [0, 0, 1, 1, 0];
    const model = new AdaBoostClassifier({ nEstimators: 2 }).fit(X, y);
    expect(model.estimatorErrors_[0]).toBeCloseTo(0.2, 15);
    expect(model.estimatorWeights_[0]).toBeCloseTo(Math.log(4), 14);
    // Then weights ⅛ ⅛ ⅛ ⅛ ½; the cut at 3.5 errs on the first class's two: 1 for the left errs on ¼.
    expect(model.estimatorErrors_[1]).toBeCloseTo(0.25, 14);
  });

  it("ends at a perfect classifier", () => {
    const model = new AdaBoostClassifier().fit([[0], [1]], ["a", "b"]);
    expect(model.estimators_.length).toBe(1);
    expect(model.predict([[0.2], [0.8]])).toEqual(["a", "b"]);
  });
});

describe("AdaBoostClassifier as scikit-learn's", () => {
  it.each(
    ada.map(
      (one) => [JSON.stringify({ ...one.options, depth: one.depth, weighted: one.weighted }), one] as const,
    ),
  )("%s", (_, golden) => {
    const estimator = new DecisionTreeClassifier({ maxDepth: golden.depth, minSamplesLeaf: 4 }) as never;
    const model = new AdaBoostClassifier({ estimator, ...golden.options });
    model.fit(inputs.X, golden.y, weighted(golden.weighted));
    expect(worst(model.estimatorWeights_, golden.weights)).toBeLessThan(1e-9);
    expect(worst(model.estimatorErrors_, golden.errors)).toBeLessThan(1e-9);
    const decisions = model.decisionFunction(inputs.test);
    expect(worst(decisions instanceof Matrix ? decisions.data : decisions, golden.decisions)).toBeLessThan(
      1e-9,
    );
    expect(worst(model.predictProba(inputs.test).data, golden.proba)).toBeLessThan(1e-9);
    expect(model.predict(inputs.test)).toEqual(golden.predicted);
    expect(worst(model.featureImportances_!, golden.importances)).toBeLessThan(1e-9);
  });
});

describe("AdaBoostClassifier", () => {
  const { y } = ada[2]!;

  it("the last of the stages is the whole", () => {
    const model = new AdaBoostClassifier({ nEstimators: 8 }).fit(inputs.X, y);
    expect([...model.stagedPredict(inputs.test)].at(-1)).toEqual(model.predict(inputs.test));
    expect([...model.stagedPredictProba(inputs.test)].at(-1)!.data).toEqual(
      model.predictProba(inputs.test).data,
    );
    expect([...model.stagedDecisionFunction(inputs.test)].at(-1)).toEqual(
      model.decisionFunction(inputs.test),
    );
  });

  it("many stumps beat one", () => {
    const scores = [1, 60].map((nEstimators) =>
      new AdaBoostClassifier({ nEstimators }).fit(inputs.X, y).score(inputs.X, y),
    );
    expect(scores[1]).toBeGreaterThan(scores[0]! + 0.1);
  });

  it("refuses labels that no stump can tell, and estimators without weights", () => {
    const X = Matrix.zeros(4, 1);
    expect(() => new AdaBoostClassifier().fit(X, [0, 0, 1, 1])).toThrow(
      /errs on 0.5 of the weight, less than 0.5/,
    );
    expect(() => new AdaBoostClassifier({ estimator: {} as never })).toThrow(/takes sampleWeight/);
  });
});
