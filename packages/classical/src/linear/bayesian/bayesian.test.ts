import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { Ridge } from "../least-squares/ridge.ts";
import { type Case, expectClose, expectLearnt, readGolden } from "../linear.fixture.ts";
import { ARDRegression } from "./ard-regression.ts";
import { BayesianRidge } from "./bayesian-ridge.ts";

const { bayesian, samplesOf } = readGolden<{ bayesian: Case[] }>("linear");
const wide = (test: Case) => test.data === "wide";

it("one round from α = λ = 1 without priors: x = (1, −1), y = (2, −2) gives w = 4/3, γ = 2/3, λ = 3/8", () => {
  const model = new BayesianRidge({
    ...{ alpha1: 0, alpha2: 0, lambda1: 0, lambda2: 0, alphaInit: 1, lambdaInit: 1, maxIter: 1 },
  }).fit([[1], [-1]], [2, -2]);
  expect(model.lambda_).toBeCloseTo(2 / 3 / (4 / 3) ** 2, 14);
  expect(model.alpha_).toBeCloseTo((2 - 2 / 3) / (2 * (2 / 3) ** 2), 14);
});

for (const test of bayesian) {
  it(`${test.title} is scikit-learn's`, () => {
    const { X, y, weight } = samplesOf(test);
    const model =
      test.model === "BayesianRidge"
        ? new BayesianRidge(test.options as object)
        : new ARDRegression({ tol: test.options!.tol as number });
    model.fit(X, y, test.weighted ? { sampleWeight: weight } : {});
    const { scores_, alpha_, n_iter_, ...learnt } = test.learnt;
    // Of fewer rows than columns the noise's precision α grows without a bound that rounding would not set.
    const tolerance = wide(test) ? 1e-5 : 1e-8;
    expectLearnt(model, learnt, tolerance);
    expectClose(model.predict(X), test.predicted, tolerance);
    expectClose(model.predictWithStd(X).std, test.std, tolerance);
    expect(model.nIter_).toBe(n_iter_);
    expect(model.alpha_ / (alpha_ as number)).toBeCloseTo(1, wide(test) ? 4 : 8);
    // Its last score is of the last round's w with the new α and λ; here all are of the end.
    if (model instanceof BayesianRidge && !wide(test))
      expectClose(model.scores_!.slice(0, -1), (scores_ as number[]).slice(0, -1), 1e-8);
  });
}

describe("BayesianRidge", () => {
  const { X, y } = samplesOf({ data: "tall" });

  it("is Ridge with the penalty λ/α", () => {
    const model = new BayesianRidge().fit(X, y);
    const ridge = new Ridge({ alpha: model.lambda_ / model.alpha_ }).fit(X, y);
    expectClose(model.coef_, ridge.coef_, 1e-10);
  });

  it("raises the evidence round by round", () => {
    const { scores_ } = new BayesianRidge({ computeScore: true, tol: 1e-10 }).fit(X, y);
    for (let k = 1; k < scores_!.length; k++)
      expect(scores_![k]).toBeGreaterThanOrEqual(scores_![k - 1]! - 1e-9);
  });

  it("warns where it has not settled", () => {
    expect(new BayesianRidge({ maxIter: 1 }).fit(X, y).warnings_?.[0]).toMatch(/stopped after 1 rounds/);
  });

  it("keeps the contract", () => {
    expect(checkEstimator(() => new BayesianRidge())).toEqual([]);
  });
});

describe("ARDRegression", () => {
  it("puts out the columns that say nothing", () => {
    const { X, y } = samplesOf({ data: "tall" });
    const noise = X.toArray().map((row, i) => [...row, Math.sin(1000 * i), Math.cos(777 * i)]);
    const model = new ARDRegression({ thresholdLambda: 100 }).fit(noise, y);
    expect([...model.coef_.slice(6)]).toEqual([0, 0]);
    expect(model.coef_.slice(0, 6).filter((w) => w !== 0).length).toBeGreaterThanOrEqual(3);
  });

  it("keeps the contract", () => {
    expect(checkEstimator(() => new ARDRegression())).toEqual([]);
  });
});
