import { expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { type Case, expectClose, expectLearnt, readGolden } from "../../linear/linear.fixture.ts";
import { PassiveAggressiveClassifier } from "./passive-aggressive-classifier.ts";
import { PassiveAggressiveRegressor } from "./passive-aggressive-regressor.ts";
import { Perceptron } from "./perceptron.ts";
import { SGDClassifier } from "./sgd-classifier.ts";
import { SGDRegressor } from "./sgd-regressor.ts";

const models = {
  SGDClassifier,
  SGDRegressor,
  Perceptron,
  PassiveAggressiveClassifier,
  PassiveAggressiveRegressor,
};
const { inOrder, samplesOf } = readGolden<{ inOrder: (Case & { model: keyof typeof models })[] }>("glm");

it("variant I moves w by l/‖x‖² = 1/4 of x = 2, and by C at most", () => {
  const options = { fitIntercept: false, maxIter: 1, tol: null, shuffle: false } as const;
  expectClose(new PassiveAggressiveClassifier(options).fit([[2], [-2]], [1, 0]).coef_, [0.5], 0);
  expectClose(
    new PassiveAggressiveClassifier({ ...options, C: 0.1 }).fit([[2], [-2]], [1, 0]).coef_,
    [0.4],
    1e-15,
  );
  // Variant II: 1/(4 + ½).
  const squared = new PassiveAggressiveClassifier({ ...options, loss: "squaredHinge" });
  expectClose(squared.fit([[2], [0]], [1, 0]).coef_, [2 / 4.5], 1e-15);
});

for (const test of inOrder) {
  it(`${test.model}: ${test.title}, step by step as scikit-learn`, () => {
    const { X, y, weight } = samplesOf(test);
    const model = new models[test.model](test.options as object);
    model.fit(X, y, test.weighted ? { sampleWeight: weight } : {});
    expectLearnt(model, test.learnt, 1e-9);
    expectClose(model.predict(X), test.predicted, 1e-9);
  });
}

it("with l1 the average is the mean of w after each step", () => {
  const { X, y } = samplesOf({ data: "two" });
  const options = {
    penalty: "l1",
    alpha: 0.02,
    loss: "logLoss",
    shuffle: false,
    maxIter: 1,
    tol: null,
  } as const;
  const rows = (count: number) => Array.from({ length: count }, (_, i) => i);
  const steps = rows(X.rows).map((n) => {
    const model = new SGDClassifier(options);
    return model.partialFit(X.takeRows(rows(n + 1)), y.slice(0, n + 1), { classes: [0, 1] }).coef_.data;
  });
  const mean = steps[0]!.map((_, j) => steps.reduce((sum, w) => sum + w[j]! / steps.length, 0));
  expectClose(new SGDClassifier({ ...options, average: true }).fit(X, y).coef_, mean, 1e-12);
});

it("passive-aggressive learning keeps the contract", () => {
  expect(checkEstimator(() => new PassiveAggressiveClassifier({ C: 0.1 }))).toEqual([]);
  expect(checkEstimator(() => new PassiveAggressiveRegressor({ C: 0.01 }))).toEqual([]);
});
