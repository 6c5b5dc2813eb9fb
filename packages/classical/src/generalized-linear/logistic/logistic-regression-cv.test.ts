import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { classFolds } from "../../linear/folds.ts";
import { type Case, expectClose, readGolden } from "../../linear/linear.fixture.ts";
import { LogisticRegression } from "./logistic-regression.ts";
import { LogisticRegressionCV } from "./logistic-regression-cv.ts";

type Test = Case & { C: number; scores: number[][][]; options: { Cs: number[]; cv: number } };
const { logisticCV, samplesOf } = readGolden<{ logisticCV: Test[] }>("glm");

it("folds of 2 share out a, a, b, a, b, a: rows 0, 1 and 2 are one test", () => {
  const folds = classFolds("here", Int32Array.of(0, 0, 1, 0, 1, 0), 2);
  expect(folds.map(({ test }) => test)).toEqual([
    [0, 1, 2],
    [3, 4, 5],
  ]);
});

for (const test of logisticCV) {
  it(`${test.title}: folds, scores and the best C are scikit-learn's`, () => {
    const { X, y } = samplesOf(test);
    const model = new LogisticRegressionCV({ ...test.options, tol: 1e-9, maxIter: 1000 }).fit(X, y);
    expectClose(model.scores_[0], test.scores, 1e-12);
    expect(model.C_).toBe(test.C);
    expectClose(model.coef_, test.learnt.coef_, 1e-5);
    expect(model.predict(X)).toEqual(test.predicted);
  });
}

describe("LogisticRegressionCV", () => {
  const { X, y } = samplesOf({ data: "three" });

  it("ends as LogisticRegression of the best C and ρ", () => {
    const model = new LogisticRegressionCV({
      ...{ Cs: [0.1, 1], l1Ratios: [0, 0.5, 1], solver: "coordinateDescent", scoring: "negLogLoss" },
      ...{ cv: 3, tol: 1e-8 },
    }).fit(X, y);
    const same = new LogisticRegression({
      ...{ C: model.C_, l1Ratio: model.l1Ratio_, penalty: "elasticnet" },
      ...{ solver: "coordinateDescent", tol: 1e-8 },
    }).fit(X, y);
    expectClose(model.coef_, same.coef_, 1e-9);
    expect(model.scores_.map(({ rows, cols }) => [rows, cols])).toEqual([
      [3, 2],
      [3, 2],
      [3, 2],
    ]);
  });

  it("refuses more folds than members of a class", () => {
    expect(() => new LogisticRegressionCV().fit([[0], [1], [2], [3], [4], [5]], [0, 0, 0, 0, 0, 1])).toThrow(
      /cv of 5 folds, but a class has 1 rows/,
    );
  });

  it("keeps the contract", () => {
    expect(checkEstimator(() => new LogisticRegressionCV({ Cs: 3, cv: 2 }))).toEqual([]);
  });
});
