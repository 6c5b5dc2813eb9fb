import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { LinearRegression } from "../least-squares/linear-regression.ts";
import { type Case, expectClose, expectLearnt, readGolden } from "../linear.fixture.ts";
import { Lars } from "./lars.ts";
import { Lasso } from "./lasso.ts";
import { LassoLars } from "./lasso-lars.ts";
import { OrthogonalMatchingPursuit } from "./orthogonal-matching-pursuit.ts";

const { greedy, samplesOf } = readGolden<{ greedy: Case[] }>("linear");
const models = { Lars, LassoLars, OrthogonalMatchingPursuit };

// Two orthogonal columns of length 2, xᵀy = 6 and −2: w joins at C = 6, then both go down together from C = 2.
const X = [
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
];
const y = [1, 2, -2, -1];

it("of orthogonal columns with xᵀy = 6 and −2, the second joins where the first's correlation is 2", () => {
  const model = new Lars().fit(X, y);
  expectClose(
    model.alphas_.map((alpha) => alpha * 4),
    [6, 2, 0],
    1e-14,
  );
  expectClose(
    model.coefPath_.toArray(),
    [
      [0, 1, 1.5],
      [0, 0, -0.5],
    ],
    1e-14,
  );
  expect([...model.active_]).toEqual([0, 1]);
});

it("one step of matching pursuit takes the column of the largest |xᵀy|, and fits it", () => {
  const model = new OrthogonalMatchingPursuit().fit(X, y);
  expectClose(model.coef_, [1.5, 0], 1e-14);
  expect(model.nNonzeroCoefs_).toBe(1);
});

for (const test of greedy) {
  it(`${test.title} is scikit-learn's`, () => {
    const samples = samplesOf(test);
    const model = new models[test.model as keyof typeof models](test.options);
    model.fit(samples.X, samples.y);
    const { alphas_, coef_path_, n_nonzero_coefs_, ...learnt } = test.learnt;
    expectLearnt(model, learnt, 1e-8);
    expectClose(model.predict(samples.X), test.predicted, 1e-8);
    if (!(model instanceof OrthogonalMatchingPursuit)) {
      const corners = (alphas_ as number[]).length;
      expectClose(model.alphas_, alphas_, 1e-9);
      expect(model.coefPath_.cols).toBe(corners);
      if (coef_path_) expectClose(model.coefPath_, coef_path_, 1e-8);
    } else if (n_nonzero_coefs_) expect(model.nNonzeroCoefs_).toBe(n_nonzero_coefs_);
  });
}

describe("paths", () => {
  const samples = samplesOf({ data: "tall" });

  it("the whole one ends at least squares", () => {
    const model = new Lars().fit(samples.X, samples.y);
    expectClose(model.coef_, new LinearRegression().fit(samples.X, samples.y).coef_, 1e-9);
  });

  it("LassoLars is Lasso at any α, to coordinate descent's tolerance", () => {
    for (const data of ["tall", "wide"])
      for (const alpha of [0.01, 0.1, 1]) {
        const given = samplesOf({ data });
        const exact = new LassoLars({ alpha }).fit(given.X, given.y);
        const near = new Lasso({ alpha, tol: 1e-13, maxIter: 100_000 }).fit(given.X, given.y);
        expectClose(near.coef_, exact.coef_, 1e-5);
      }
  });

  it("with positive has no coefficient below 0", () => {
    const exact = new LassoLars({ alpha: 0.1, positive: true }).fit(samples.X, samples.y);
    const near = new Lasso({ alpha: 0.1, positive: true, tol: 1e-13, maxIter: 100_000 });
    expectClose(near.fit(samples.X, samples.y).coef_, exact.coef_, 1e-6);
    expect(Math.min(...exact.coef_)).toBeGreaterThanOrEqual(0);
  });

  it("a column that repeats another is left out, and said", () => {
    const twice = [
      [1, 1, 1],
      [2, 2, -1],
      [4, 4, 0],
      [5, 5, 2],
    ];
    const model = new Lars().fit(twice, [1, 2, 5, 8]);
    expect(model.warnings_?.[0]).toMatch(/left columns 1 out/);
    expect(model.coef_[1]).toBe(0);
    expectClose(model.predict(twice), new LinearRegression().fit(twice, [1, 2, 5, 8]).predict(twice), 1e-9);
  });

  it("too few steps are warned of", () => {
    const model = new LassoLars({ alpha: 0.001, maxIter: 2 }).fit(samples.X, samples.y);
    expect(model.warnings_?.[0]).toMatch(/stopped after 2 steps at α/);
  });

  it("more coefficients than columns are refused", () => {
    expect(() => new OrthogonalMatchingPursuit({ nNonzeroCoefs: 7 }).fit(samples.X, samples.y)).toThrow(
      /nNonzeroCoefs is 7, at most the 6 columns/,
    );
  });
});

it("keep the contract", () => {
  expect(checkEstimator(() => new Lars())).toEqual([]);
  expect(checkEstimator(() => new LassoLars({ alpha: 0.1 }))).toEqual([]);
  expect(checkEstimator(() => new OrthogonalMatchingPursuit())).toEqual([]);
});
