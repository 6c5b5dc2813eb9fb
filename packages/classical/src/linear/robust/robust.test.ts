import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { LinearRegression } from "../least-squares/linear-regression.ts";
import { Ridge } from "../least-squares/ridge.ts";
import { type Case, expectClose, expectLearnt, readGolden } from "../linear.fixture.ts";
import { HuberRegressor, huberObjective } from "./huber-regressor.ts";
import { QuantileRegressor } from "./quantile-regressor.ts";
import { RANSACRegressor } from "./ransac-regressor.ts";
import { spatialMedian } from "./spatial-median.ts";
import { TheilSenRegressor } from "./theil-sen-regressor.ts";

const { robust, samplesOf } = readGolden<{ robust: Case[] }>("linear");
const ofModel = (name: string) => robust.filter(({ model }) => model === name);

/** A line 1 + 2x with a third of the targets far off. */
const line = Array.from({ length: 30 }, (_, i) => [i / 10]);
const spoilt = line.map(([x], i) => 1 + 2 * x! + (i % 3 === 0 ? 40 + i : 0));

describe("HuberRegressor", () => {
  it("of a constant is the mean where no value is far: (0, 2) around 1", () => {
    const model = new HuberRegressor({ alpha: 0, tol: 1e-9 }).fit([[0], [0]], [0, 2]);
    expect(model.intercept_).toBeCloseTo(1, 9);
    // Σ (1 − (r/σ)²) = 0 at σ = |r| = 1.
    expect(model.scale_).toBeCloseTo(1, 9);
  });

  for (const test of ofModel("HuberRegressor"))
    it(`${test.title} is scikit-learn's`, () => {
      const { X, y, weight } = samplesOf(test);
      const model = new HuberRegressor({ ...test.options, tol: 1e-9, maxIter: 1000 });
      model.fit(X, y, test.weighted ? { sampleWeight: weight } : {});
      expectLearnt(model, test.learnt, 1e-5);
    });

  it("has the gradient that central differences give", () => {
    const { X, y, weight } = samplesOf({ data: "small" });
    const given = { X, y: Float64Array.from(y), sampleWeight: Float64Array.from(weight) };
    const f = huberObjective(given, { epsilon: 1.35, alpha: 0.3, fitIntercept: true });
    const at = Float64Array.of(0.3, -0.5, 1, 0.7, 0.2);
    const [gradient, unused] = [new Float64Array(5), new Float64Array(5)];
    f(at, gradient);
    for (let j = 0; j < 5; j++) {
      const by = (h: number) => f(at.with(j, at[j]! + h), unused);
      expect(gradient[j]).toBeCloseTo((by(1e-6) - by(-1e-6)) / 2e-6, 5);
    }
  });

  it("warns where it has not settled", () => {
    const { X, y } = samplesOf({ data: "outlying" });
    expect(new HuberRegressor({ maxIter: 2 }).fit(X, y).warnings_?.[0]).toMatch(/stopped after 2 steps/);
  });

  it("keeps the contract", () => {
    expect(checkEstimator(() => new HuberRegressor({ tol: 1e-9, maxIter: 1000 }))).toEqual([]);
  });
});

/** The objective of QuantileRegressor at its own coefficients. */
function pinball(
  model: { predict(X: Matrix): Float64Array; coef_: Float64Array },
  { X, y, weight }: { X: Matrix; y: number[]; weight: number[] | undefined },
  { quantile, alpha }: { quantile: number; alpha: number },
): number {
  const predicted = model.predict(X);
  let [sum, total] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    const r = y[i]! - predicted[i]!;
    const w = weight?.[i] ?? 1;
    sum += w * (r >= 0 ? quantile * r : (quantile - 1) * r);
    total += w;
  }
  return sum / total + alpha * model.coef_.reduce((a, w) => a + Math.abs(w), 0);
}

describe("QuantileRegressor", () => {
  it("of a constant is a quantile: the median of 1, 2, 10 is 2, the 0.9 quantile 10", () => {
    const X = [[0], [0], [0]];
    expect(new QuantileRegressor({ alpha: 0 }).fit(X, [1, 10, 2]).intercept_).toBe(2);
    expect(new QuantileRegressor({ alpha: 0, quantile: 0.9 }).fit(X, [1, 10, 2]).intercept_).toBe(10);
  });

  for (const test of ofModel("QuantileRegressor"))
    it(`${test.title} reaches scikit-learn's objective`, () => {
      const { X, y, weight } = samplesOf(test);
      const options = test.options as { quantile: number; alpha: number };
      const model = new QuantileRegressor(options);
      model.fit(X, y, test.weighted ? { sampleWeight: weight } : {});
      const given = { X, y, weight: test.weighted ? weight : undefined };
      const { coef_ } = test.learnt as { coef_: number[] };
      const theirs = { predict: () => Float64Array.from(test.predicted), coef_: Float64Array.from(coef_) };
      expect(pinball(model, given, options)).toBeCloseTo(pinball(theirs, given, options), 9);
      expect(model.warnings_).toBeUndefined();
    });

  it("has 0 in its subgradient: no step along any coordinate or towards random points lowers the objective", () => {
    const { X, y } = samplesOf({ data: "outlying" });
    const rng = new Philox(8);
    const options = { quantile: 0.3, alpha: 0.02 };
    const model = new QuantileRegressor(options).fit(X, y);
    const best = pinball(model, { X, y, weight: undefined }, options);
    for (let round = 0; round < 200; round++) {
      const coef_ = model.coef_.map((w) => w + 1e-4 * rng.normal());
      const intercept = model.intercept_ + 1e-4 * rng.normal();
      const near = {
        coef_,
        predict: (rows: Matrix) =>
          Float64Array.from({ length: rows.rows }, (_, i) =>
            rows.row(i).reduce((sum, x, j) => sum + x * coef_[j]!, intercept),
          ),
      };
      expect(pinball(near, { X, y, weight: undefined }, options)).toBeGreaterThanOrEqual(best - 1e-13);
    }
  });

  it("leaves at most a share τ below and 1 − τ above", () => {
    const { X, y } = samplesOf({ data: "tall" });
    for (const quantile of [0.1, 0.25, 0.5, 0.8]) {
      const predicted = new QuantileRegressor({ quantile, alpha: 0 }).fit(X, y).predict(X);
      const below = y.filter((value, i) => value < predicted[i]! - 1e-9).length;
      const above = y.filter((value, i) => value > predicted[i]! + 1e-9).length;
      expect(below).toBeLessThanOrEqual(quantile * y.length + 1e-9);
      expect(above).toBeLessThanOrEqual((1 - quantile) * y.length + 1e-9);
    }
  });

  it("ends where hundreds of rows tie", () => {
    const X = Array.from({ length: 300 }, (_, i) => [i % 5, i % 3]);
    const y = X.map(([a, b], i) => a! + 2 * b! + (i % 7 === 0 ? 1 : 0));
    const model = new QuantileRegressor({ alpha: 0 }).fit(X, y);
    expectClose(model.coef_, [1, 2], 1e-12);
    expect(model.warnings_).toBeUndefined();
  });

  it("is not moved by targets that are far off", () => {
    const model = new QuantileRegressor({ alpha: 0 }).fit(line, spoilt);
    expectClose([model.intercept_, ...model.coef_], [1, 2], 1e-12);
  });

  it("keeps the contract", () => {
    expect(checkEstimator(() => new QuantileRegressor({ alpha: 0.01 }))).toEqual([]);
  });
});

describe("RANSACRegressor", () => {
  it("finds the line of the rows that agree", () => {
    const model = new RANSACRegressor({ residualThreshold: 0.1 }).fit(line, spoilt);
    expectClose(model.predict([[5]]), [11], 1e-10);
    expect([...model.inlierMask_]).toEqual(line.map((_, i) => Number(i % 3 !== 0)));
    expect(model.nTrials_).toBeLessThan(100);
  });

  it("takes any regressor and clones it", () => {
    const estimator = new Ridge({ alpha: 1e-9 });
    const model = new RANSACRegressor({ estimator, residualThreshold: 0.1, minSamples: 0.2 }).fit(
      line,
      spoilt,
    );
    expect(estimator.isFitted).toBe(false);
    expect(model.estimator_).toBeInstanceOf(Ridge);
    expectClose(model.predict([[5]]), [11], 1e-7);
    expect(model.getParams().estimator__alpha).toBe(1e-9);
  });

  it("stops once enough rows agree", () => {
    const model = new RANSACRegressor({ residualThreshold: 1000, stopNInliers: 30 }).fit(line, spoilt);
    expect(model.nTrials_).toBe(1);
  });

  it("refuses where more rows are to be drawn than there are", () => {
    expect(() => new RANSACRegressor({ minSamples: 50 }).fit(line, spoilt)).toThrow(
      /50 rows are to be drawn of 30/,
    );
    expect(() => new RANSACRegressor({ minSamples: 2.5 }).fit(line, spoilt)).toThrow(/minSamples is 2.5/);
  });

  it("keeps the contract", () => {
    expect(checkEstimator(() => new RANSACRegressor({ maxTrials: 20 }))).toEqual([]);
  });
});

describe("TheilSenRegressor", () => {
  it("of one column and no intercept is the median of the slopes y / x", () => {
    const model = new TheilSenRegressor({ fitIntercept: false }).fit([[1], [2], [4]], [1, 6, 400]);
    expect(model.coef_[0]).toBeCloseTo(3, 12);
  });

  it("is scikit-learn's where all subsets are taken", () => {
    const { X, y } = samplesOf({ data: "small" });
    const model = new TheilSenRegressor({ tol: 1e-8, maxIter: 10_000 }).fit(X, y);
    expect(model.nSubpopulation_).toBe(495);
    const test = robust.find(({ title }) => title === "TheilSen")!;
    expectLearnt(model, test.learnt, 1e-6);
  });

  it("is not moved by a sixth of the rows that are far off, where least squares is", () => {
    const targets = line.map(([x], i) => 1 + 2 * x! + (i % 6 === 0 ? 40 : 0));
    const model = new TheilSenRegressor().fit(line, targets);
    expectClose([model.intercept_, ...model.coef_], [1, 2], 0.2);
    expect(Math.abs(new LinearRegression().fit(line, targets).intercept_ - 1)).toBeGreaterThan(5);
  });

  it("refuses fewer rows in a subset than coefficients", () => {
    expect(() => new TheilSenRegressor({ nSubsamples: 1 }).fit(line, spoilt)).toThrow(
      /nSubsamples is 1, at least/,
    );
  });

  it("keeps the contract", () => {
    expect(checkEstimator(() => new TheilSenRegressor({ maxSubpopulation: 50 }))).toEqual([]);
  });
});

describe("spatialMedian", () => {
  it("of a square's corners is its centre, of a heavy point that point", () => {
    const square = Matrix.fromRows([
      [0, 0],
      [0, 2],
      [2, 0],
      [2, 2],
    ]);
    expectClose(spatialMedian(square, { maxIter: 100, tol: 1e-12 }).point, [1, 1], 1e-12);
    const heavy = Matrix.fromRows([
      [5, 5],
      [5, 5],
      [5, 5],
      [0, 0],
      [9, 0],
    ]);
    expectClose(spatialMedian(heavy, { maxIter: 1000, tol: 1e-12 }).point, [5, 5], 1e-9);
  });
});
