import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { type Case, expectClose, expectLearnt, readGolden } from "../linear.fixture.ts";
import { LinearRegression } from "./linear-regression.ts";
import { ridgeBySingularValues } from "./solve-ridge.ts";

const { leastSquares, samplesOf } = readGolden<{ leastSquares: Case[] }>("linear");

it("the line through (0, 1), (1, 3), (2, 5) is 1 + 2x", () => {
  const model = new LinearRegression().fit([[0], [1], [2]], [1, 3, 5]);
  expect(model.coef_[0]).toBeCloseTo(2, 14);
  expect(model.intercept_).toBeCloseTo(1, 14);
  expect(model.predict([[10]])[0]).toBeCloseTo(21, 13);
  expect(model.rank_).toBe(1);
});

it("the best line through (0, 0), (1, 1), (2, 1) has slope ½ and intercept 1/6", () => {
  const model = new LinearRegression().fit([[0], [1], [2]], [0, 1, 1]);
  expect(model.coef_[0]).toBeCloseTo(1 / 2, 14);
  expect(model.intercept_).toBeCloseTo(1 / 6, 14);
});

for (const test of leastSquares) {
  it(`${test.title} is scikit-learn's`, () => {
    const { X, y, weight } = samplesOf(test);
    const [, kind, , fit] = test.title.split(" ");
    const positive = kind === "positive";
    const fitIntercept = positive ? !test.title.includes("without") : fit === "True";
    const model = new LinearRegression({ positive, fitIntercept });
    model.fit(X, y, test.weighted ? { sampleWeight: weight } : {});
    expectLearnt(model, test.learnt, 1e-9);
    expectClose(model.predict(X), test.predicted, 1e-9);
  });
}

describe("residuals", () => {
  const { X, y, weight } = samplesOf({ data: "tall" });

  it("are orthogonal to every column and to 1, under the weights", () => {
    const model = new LinearRegression().fit(X, y, { sampleWeight: weight });
    const r = model.predict(X).map((value, i) => weight[i]! * (y[i]! - value));
    expect(r.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 10);
    for (let j = 0; j < X.cols; j++)
      expect(X.column(j).reduce((sum, x, i) => sum + x * r[i]!, 0)).toBeCloseTo(0, 10);
  });

  it("of fewer rows than columns are 0, and w is the shortest: it lies in the span of the centred rows", () => {
    const wide = samplesOf({ data: "wide" });
    const model = new LinearRegression().fit(wide.X, wide.y);
    expectClose(model.predict(wide.X), wide.y, 1e-10);
    const ridge = ridgeBySingularValues(
      { X: wide.X, y: Float64Array.from(wide.y), sampleWeight: undefined },
      { alpha: 1e-10, fitIntercept: true },
    );
    expectClose(model.coef_, ridge.coef, 1e-7);
  });
});

describe("columns of large mean and small spread", () => {
  it("lose no digits: the line 3 + 2x at x near 10⁸", () => {
    const X = Array.from({ length: 50 }, (_, i) => [1e8 + i]);
    const model = new LinearRegression().fit(
      X,
      X.map(([x]) => 3 + 2 * (x! - 1e8)),
    );
    expect(model.coef_[0]).toBeCloseTo(2, 12);
  });

  it("nearly collinear columns are told apart to seven digits", () => {
    const rng = new Philox(3);
    const X = Matrix.zeros(200, 2);
    for (let i = 0; i < 200; i++) {
      X.data[2 * i] = rng.normal();
      X.data[2 * i + 1] = X.data[2 * i]! + 1e-7 * rng.normal();
    }
    const y = Array.from({ length: 200 }, (_, i) => 2 * X.at(i, 0) - X.at(i, 1));
    const model = new LinearRegression().fit(X, y);
    expect(model.coef_[0]).toBeCloseTo(2, 6);
    expect(model.coef_[1]).toBeCloseTo(-1, 6);
  });
});

describe("descents", () => {
  const { X, y, weight } = samplesOf({ data: "tall" });
  const exact = new LinearRegression().fit(X, y);

  it("gradient descent ends at the closed form", () => {
    const model = new LinearRegression({ solver: "gradientDescent", tol: 1e-11 }).fit(X, y);
    expectClose(model.coef_, exact.coef_, 1e-8);
    expectClose(model.intercept_, exact.intercept_, 1e-8);
    expect(model.warnings_).toBeUndefined();
  });

  it("gradient descent with weights and without intercept does too", () => {
    const options = { fitIntercept: false };
    const model = new LinearRegression({ ...options, solver: "gradientDescent", tol: 1e-11 });
    model.fit(X, y, { sampleWeight: weight });
    expectClose(model.coef_, new LinearRegression(options).fit(X, y, { sampleWeight: weight }).coef_, 1e-8);
    expect(model.intercept_).toBe(0);
  });

  it("the stochastic one comes near, whatever the seed", () => {
    const rng = new Philox(5);
    const rows = Matrix.zeros(40, 3);
    for (let i = 0; i < rows.data.length; i++) rows.data[i] = rng.normal();
    const target = Array.from(
      { length: 40 },
      (_, i) => 1 + 2 * rows.at(i, 0) - rows.at(i, 2) + 0.1 * rng.normal(),
    );
    const near = new LinearRegression().fit(rows, target);
    for (const randomState of [0, 1, 2]) {
      const model = new LinearRegression({ solver: "stochasticGradientDescent", randomState }).fit(
        rows,
        target,
      );
      // It stops where an epoch moves no coefficient by more than 10⁻⁶; a third of their standard error is left.
      expectClose(model.coef_, near.coef_, 5e-3);
      expectClose(model.intercept_, near.intercept_, 5e-3);
      expect(model.warnings_).toBeUndefined();
    }
  });

  it("too large a learning rate is refused", () => {
    const model = new LinearRegression({ solver: "gradientDescent", learningRate: 100 });
    expect(() => model.fit(X, y)).toThrow(/ran off to infinity, a smaller learningRate is needed/);
    expect(model.isFitted).toBe(false);
  });

  it("too few steps are warned of", () => {
    const model = new LinearRegression({ solver: "gradientDescent", maxIter: 2 }).fit(X, y);
    expect(model.warnings_?.[0]).toMatch(/stopped after 2 steps with changes above tol, .* is needed/);
  });
});

it("keeps the contract", () => {
  expect(checkEstimator(() => new LinearRegression())).toEqual([]);
  expect(checkEstimator(() => new LinearRegression({ positive: true }))).toEqual([]);
  expect(checkEstimator(() => new LinearRegression({ solver: "gradientDescent" }))).toEqual([]);
});
