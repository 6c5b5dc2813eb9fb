import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { type Case, expectClose, expectLearnt, readGolden } from "../linear.fixture.ts";
import { LinearRegression } from "./linear-regression.ts";
import { Ridge, type RidgeOptions } from "./ridge.ts";
import { RidgeCV } from "./ridge-cv.ts";

const { ridge, ridgeCV, samplesOf } = readGolden<{ ridge: Case[]; ridgeCV: Case[] }>("linear");

it("w of (−1, −1), (1, 1) with α = 2 is 2 / (2 + 2) = ½", () => {
  const model = new Ridge({ alpha: 2 }).fit([[-1], [1]], [-1, 1]);
  expect(model.coef_[0]).toBeCloseTo(0.5, 15);
  expect(model.intercept_).toBeCloseTo(0, 15);
});

for (const test of ridge) {
  it(`${test.title} is scikit-learn's, by Cholesky and by singular values`, () => {
    const { X, y, weight } = samplesOf(test);
    for (const solver of ["cholesky", "svd"] as const) {
      const model = new Ridge({ ...(test.options as RidgeOptions), solver });
      model.fit(X, y, test.weighted ? { sampleWeight: weight } : {});
      expectLearnt(model, test.learnt, 1e-9);
      expectClose(model.predict(X), test.predicted, 1e-9);
      expect(model.solver_).toBe(solver);
    }
  });
}

describe("Ridge", () => {
  const { X, y } = samplesOf({ data: "collinear" });

  it("with α = 0 is the shortest least-squares solution", () => {
    const model = new Ridge({ alpha: 0 }).fit(X, y);
    expect(model.solver_).toBe("svd");
    expectClose(model.coef_, new LinearRegression().fit(X, y).coef_, 1e-9);
  });

  it("with α = 0 by Cholesky is refused where columns depend on each other", () => {
    expect(() => new Ridge({ alpha: 0, solver: "cholesky" }).fit(X, y)).toThrow(
      /XᵀX \+ α I with α = 0 is singular, a positive definite matrix is needed/,
    );
  });

  it("positive holds at 0 what would gain from being negative", () => {
    const model = new Ridge({ alpha: 1, positive: true }).fit(X, y);
    for (let j = 0; j < X.cols; j++) {
      const mean = X.column(j).reduce((a, b) => a + b, 0) / X.rows;
      const r = model.predict(X).map((value, i) => y[i]! - value);
      const gain = X.column(j).reduce((sum, x, i) => sum + (x - mean) * r[i]!, 0) - model.coef_[j]!;
      expect(model.coef_[j]).toBeGreaterThanOrEqual(0);
      expect(gain).toBeLessThan(1e-9);
      expect(Math.abs(gain * model.coef_[j]!)).toBeLessThan(1e-9);
    }
  });

  it("keeps the contract", () => {
    expect(checkEstimator(() => new Ridge())).toEqual([]);
    expect(checkEstimator(() => new Ridge({ solver: "svd" }))).toEqual([]);
  });
});

describe("RidgeCV", () => {
  for (const test of ridgeCV) {
    it(`${test.title} is scikit-learn's`, () => {
      const { X, y, weight } = samplesOf(test);
      const model = new RidgeCV(test.options as object);
      model.fit(X, y, test.weighted ? { sampleWeight: weight } : {});
      const { coef_, intercept_, alpha_, best_score_, cv_results_ } = test.learnt;
      expectLearnt(model, { coef_: coef_!, intercept_: intercept_!, alpha_: alpha_! }, 1e-9);
      expectClose(model.cvResults_, cv_results_, 1e-8);
      expectClose(model.bestScore_, best_score_, 1e-8);
    });
  }

  it("leaves each row out as a fit without it would", () => {
    const { X, y } = samplesOf({ data: "small" });
    const model = new RidgeCV({ alphas: [0.7], storeCVResults: true }).fit(X, y);
    for (let i = 0; i < y.length; i++) {
      const others = [...y.keys()].filter((k) => k !== i);
      const fitted = new Ridge({ alpha: 0.7 }).fit(
        X.takeRows(others),
        others.map((k) => y[k]!),
      );
      const error = y[i]! - fitted.predict(X.takeRows([i]))[0]!;
      expect(model.cvResults_!.at(i, 0)).toBeCloseTo(error ** 2, 10);
    }
  });

  it("keeps the contract", () => {
    expect(checkEstimator(() => new RidgeCV())).toEqual([]);
  });
});
