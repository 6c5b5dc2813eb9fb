import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { LinearRegression } from "../../linear/least-squares/linear-regression.ts";
import { type Case, expectClose, expectLearnt, readGolden } from "../../linear/linear.fixture.ts";
import { timesVector } from "../../matrix/products.ts";
import { GammaRegressor } from "./gamma-regressor.ts";
import { PoissonRegressor } from "./poisson-regressor.ts";
import { halfDeviance, tweedieLoss, unitDeviance } from "./tweedie-loss.ts";
import { TweedieRegressor } from "./tweedie-regressor.ts";

type Test = Case & { score?: number };
const { generalized, samplesOf } = readGolden<{ generalized: Test[] }>("glm");
const models = { PoissonRegressor, GammaRegressor, TweedieRegressor };

it("of a constant feature the rate is the mean: 1, 2, 6 give b = log 3", () => {
  const model = new PoissonRegressor({ tol: 1e-12 }).fit([[0], [0], [0]], [1, 2, 6]);
  expect(model.intercept_).toBeCloseTo(Math.log(3), 10);
  expectClose(model.predict([[7]]), [3], 1e-9);
});

it("a group's factor is the ratio of its mean to the other's: 4/2, so w = log 2", () => {
  const model = new GammaRegressor({ alpha: 0, tol: 1e-12 }).fit([[0], [0], [1], [1]], [1, 3, 3, 5]);
  expect(model.intercept_).toBeCloseTo(Math.log(2), 9);
  expect(model.coef_[0]).toBeCloseTo(Math.log(2), 9);
});

for (const test of generalized) {
  it(`${test.title} is scikit-learn's by every solver`, () => {
    const { X, y, weight } = samplesOf(test);
    const Model = models[test.model as keyof typeof models];
    for (const solver of ["lbfgs", "newton-cholesky", "irls"] as const) {
      const model = new Model({ ...test.options, solver, tol: 1e-10, maxIter: 2000 });
      model.fit(X, y, test.weighted ? { sampleWeight: weight } : {});
      expect(model.warnings_).toBeUndefined();
      expectLearnt(model, test.learnt, 1e-6);
      expectClose(model.predict(X), test.predicted, 1e-6);
      if (test.score !== undefined) expect(model.score(X, y)).toBeCloseTo(test.score, 7);
    }
  });
}

describe("the loss", () => {
  const { X, y, weight } = samplesOf({ data: "positive" });
  for (const power of [0, 1, 1.5, 2, 3])
    it(`of power ${power} has the gradient and Hessian of central differences`, () => {
      const problem = { X, y: Float64Array.from(y), sampleWeight: Float64Array.from(weight), power };
      const { objective, hessian } = tweedieLoss({
        ...problem,
        ...{ link: "log", alpha: 0.3, fitIntercept: true },
      });
      const at = Float64Array.of(0.2, -0.3, 0.1, 0.4, 0.5);
      const [gradient, unused] = [new Float64Array(5), new Float64Array(5)];
      objective(at, gradient);
      for (let j = 0; j < 5; j++) {
        const f = (h: number) => objective(at.with(j, at[j]! + h), unused);
        expect(gradient[j]).toBeCloseTo((f(1e-5) - f(-1e-5)) / 2e-5, 7);
        const g = (h: number) => {
          const out = new Float64Array(5);
          objective(at.with(j, at[j]! + h), out);
          return out;
        };
        const [up, down] = [g(1e-5), g(-1e-5)];
        for (let i = 0; i < 5; i++) expect(hessian(at)[i * 5 + j]).toBeCloseTo((up[i]! - down[i]!) / 2e-5, 6);
      }
    });

  it("expects the Hessian that it has where y = μ", () => {
    for (const link of ["log", "identity"] as const)
      for (const power of [0, 1, 1.5, 2, 3]) {
        const at = Float64Array.of(0.1, 0.05, 0.02, -0.1, 2);
        const eta = timesVector(X, at).map((sum) => sum + 2);
        const means = link === "log" ? eta.map(Math.exp) : eta;
        const loss = tweedieLoss({
          ...{ X, y: means, sampleWeight: undefined, power, link },
          ...{ alpha: 0.1, fitIntercept: true },
        });
        expectClose(loss.information(at), loss.hessian(at), 1e-12);
      }
  });

  it("is least where μ = y", () => {
    for (const power of [-1, 0, 1, 1.3, 2, 3])
      for (const mu of [0.5, 1.9, 2.1, 7]) {
        expect(halfDeviance(2, mu, power)).toBeGreaterThan(halfDeviance(2, 2, power));
        expect(unitDeviance(2, mu, power)).toBeGreaterThan(0);
      }
    expect(unitDeviance(0, 2, 1)).toBe(2);
  });
});

describe("TweedieRegressor", () => {
  const { X, y } = samplesOf({ data: "counts" });

  it("of power 0 without a penalty is least squares", () => {
    const model = new TweedieRegressor({ alpha: 0, tol: 1e-12 }).fit(X, y);
    const exact = new LinearRegression().fit(X, y);
    expectClose(model.coef_, exact.coef_, 1e-9);
    expect(model.score(X, y)).toBeCloseTo(exact.score(X, y), 12);
  });

  it("of power 1 is PoissonRegressor, of 2 GammaRegressor", () => {
    const positive = samplesOf({ data: "positive" });
    const options = { alpha: 0.5, tol: 1e-9 };
    expectClose(
      new TweedieRegressor({ ...options, power: 1 }).fit(X, y).coef_,
      new PoissonRegressor(options).fit(X, y).coef_,
      1e-12,
    );
    expectClose(
      new TweedieRegressor({ ...options, power: 2 }).fit(positive.X, positive.y).coef_,
      new GammaRegressor(options).fit(positive.X, positive.y).coef_,
      1e-12,
    );
  });

  it("meets the mean: without a penalty Poisson predictions sum to the targets' sum", () => {
    const model = new PoissonRegressor({ alpha: 0, tol: 1e-10 }).fit(X, y);
    const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
    expect(sum(model.predict(X))).toBeCloseTo(sum(y), 6);
  });

  it("warm starts at the solution need no step", () => {
    const model = new PoissonRegressor({ warmStart: true }).fit(X, y);
    expect(model.fit(X, y).nIter_).toBe(0);
  });

  it("refuses targets that the distribution cannot give, and powers that do not exist", () => {
    expect(() => new PoissonRegressor().fit(X, y.with(3, -1))).toThrow(
      /PoissonRegressor.fit: y\[3\] is -1, targets of at least 0 are needed/,
    );
    expect(() => new GammaRegressor().fit(X, y.map((v) => v + 1).with(5, 0))).toThrow(
      /GammaRegressor.fit: y\[5\] is 0, targets above 0 are needed/,
    );
    expect(() => new TweedieRegressor({ power: 0.5 })).toThrow(/power is 0.5, a number ≤ 0 or ≥ 1 is needed/);
  });

  it("warns where it has not converged", () => {
    const model = new PoissonRegressor({ alpha: 0, maxIter: 1, tol: 1e-9 }).fit(X, y);
    expect(model.warnings_?.[0]).toMatch(/stopped after 1 iterations with a gradient of/);
  });
});

it("keep the contract", () => {
  const tight = { tol: 1e-9, maxIter: 1000 };
  expect(checkEstimator(() => new PoissonRegressor(tight))).toEqual([]);
  expect(checkEstimator(() => new GammaRegressor({ ...tight, solver: "newton-cholesky" }))).toEqual([]);
  expect(checkEstimator(() => new TweedieRegressor({ ...tight, power: 1.5 }))).toEqual([]);
});
