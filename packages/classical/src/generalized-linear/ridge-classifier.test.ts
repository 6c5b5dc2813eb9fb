import { expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { type Case, expectClose, expectLearnt, readGolden } from "../linear/linear.fixture.ts";
import { RidgeClassifier } from "./ridge-classifier.ts";

const { ridgeClassifier, samplesOf } = readGolden<{ ridgeClassifier: (Case & { decision: unknown })[] }>(
  "glm",
);

it("of x = ∓1 with α = 2, w = 2/(2 + 2)", () => {
  const model = new RidgeClassifier({ alpha: 2 }).fit([[-1], [1]], ["no", "yes"]);
  expectClose(model.coef_, [0.5], 1e-14);
  expect(model.predict([[0.1], [-0.1]])).toEqual(["yes", "no"]);
});

for (const test of ridgeClassifier) {
  it(`${test.title} is scikit-learn's`, () => {
    const { X, y, weight } = samplesOf(test);
    for (const solver of ["cholesky", "svd"] as const) {
      const model = new RidgeClassifier({ ...test.options, solver });
      model.fit(X, y, test.weighted ? { sampleWeight: weight } : {});
      expectLearnt(model, test.learnt, 1e-9);
      expectClose(model.decisionFunction(X), test.decision, 1e-9);
      expect(model.predict(X)).toEqual(test.predicted);
    }
  });
}

it("keeps the contract", () => {
  expect(checkEstimator(() => new RidgeClassifier())).toEqual([]);
});
