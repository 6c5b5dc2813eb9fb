import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { fromJSON } from "../../estimator/json.ts";
import { type Case, expectClose, expectLearnt, readGolden } from "../../linear/linear.fixture.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { binaryLoss } from "./binary-loss.ts";
import { LogisticRegression, type LogisticRegressionOptions } from "./logistic-regression.ts";
import { classCurvature, multinomialLoss } from "./multinomial-loss.ts";
import { proximalNewton } from "./proximal-newton.ts";

type Test = Case & { probabilities?: number[][] };
const { logistic, samplesOf } = readGolden<{ logistic: Test[] }>("glm");
const labels = (y: number[]) => y.map((value) => (value === 0 ? "a" : value === 1 ? "b" : "c"));

it("of a constant feature, b is the log of the odds: 3 of 4 give log 3", () => {
  const model = new LogisticRegression({ tol: 1e-12 }).fit([[0], [0], [0], [0]], [1, 1, 0, 1]);
  expect(model.intercept_[0]).toBeCloseTo(Math.log(3), 10);
  expectClose(model.predictProba([[0]]), [[1 / 4, 3 / 4]], 1e-10);
});

it("without a penalty p(x) meets the shares at each of two points: 1 of 4 at 0, 3 of 4 at 1", () => {
  const X = [[0], [0], [0], [0], [1], [1], [1], [1]];
  const y = [1, 0, 0, 0, 1, 1, 1, 0];
  const model = new LogisticRegression({ penalty: null, tol: 1e-12 }).fit(X, y);
  expect(model.intercept_[0]).toBeCloseTo(Math.log(1 / 3), 9);
  expect(model.coef_.at(0, 0)).toBeCloseTo(2 * Math.log(3), 9);
});

for (const test of logistic) {
  const options = test.options as LogisticRegressionOptions;
  const isSmooth = (options.penalty ?? "l2") === "l2";
  it(`${test.title} is scikit-learn's by ${isSmooth ? "every solver" : "coordinate descent"}`, () => {
    const { X, y, weight } = samplesOf(test);
    for (const solver of isSmooth
      ? (["lbfgs", "newton-cholesky", "coordinateDescent"] as const)
      : (["coordinateDescent"] as const)) {
      const model = new LogisticRegression({ ...options, solver, tol: 1e-10, maxIter: 10_000 });
      model.fit(X, y, test.weighted ? { sampleWeight: weight } : {});
      expect(model.warnings_).toBeUndefined();
      expectLearnt(model, test.learnt, 1e-6);
      expect(model.predict(X)).toEqual(test.predicted);
      if (test.probabilities) expectClose(model.predictProba(X), test.probabilities, 1e-7);
    }
  });
}

describe("the conditions of Karush, Kuhn and Tucker", () => {
  it("hold for l1: the mean gradient is −λ sign(w) where w ≠ 0 and within ±λ elsewhere", () => {
    for (const data of ["two", "three"]) {
      const { X, y } = samplesOf({ data });
      for (const C of [0.05, 1, 20]) {
        const model = new LogisticRegression({
          ...{ penalty: "l1", solver: "coordinateDescent", tol: 1e-9 },
          C,
        });
        model.fit(X, y);
        const probabilities = model.predictProba(X);
        const lambda = 1 / (C * X.rows);
        for (let row = 0; row < model.coef_.rows; row++) {
          const k = model.coef_.rows === 1 ? 1 : row;
          for (let j = 0; j < X.cols; j++) {
            let g = 0;
            for (let i = 0; i < X.rows; i++)
              g += ((probabilities.at(i, k) - Number(y[i] === k)) * X.at(i, j)) / X.rows;
            const w = model.coef_.at(row, j);
            if (w === 0) expect(Math.abs(g)).toBeLessThanOrEqual(lambda + 1e-8);
            else expect(Math.abs(g + lambda * Math.sign(w))).toBeLessThan(1e-8);
          }
        }
      }
    }
  });

  it("set every coefficient to 0 where C is small enough", () => {
    const { X, y } = samplesOf({ data: "three" });
    const model = new LogisticRegression({ penalty: "l1", solver: "coordinateDescent", C: 0.001 }).fit(X, y);
    expect([...model.coef_.data].every((w) => w === 0)).toBe(true);
  });
});

describe("the losses", () => {
  const { X, y, weight } = samplesOf({ data: "three" });
  const common = { X, sampleWeight: Float64Array.from(weight), l2: 0.3, fitIntercept: true };
  const binary = binaryLoss({ ...common, y: Int32Array.from(y, (k) => Number(k > 0)), classes: 2 });
  const problem = { ...common, y: Int32Array.from(y), classes: 3 };

  for (const [name, loss] of Object.entries({ binary, multinomial: multinomialLoss(problem) })) {
    const at = Float64Array.from({ length: loss.size }, (_, i) => Math.sin(3 * i + 1));
    const gradientAt = (theta: Float64Array) => {
      const gradient = new Float64Array(loss.size);
      loss.objective(theta, gradient);
      return gradient;
    };

    it(`${name}: the gradient is that of central differences`, () => {
      const unused = new Float64Array(loss.size);
      const gradient = gradientAt(at);
      for (let j = 0; j < loss.size; j++) {
        const f = (h: number) => loss.objective(at.with(j, at[j]! + h), unused);
        expect(gradient[j]).toBeCloseTo((f(1e-5) - f(-1e-5)) / 2e-5, 8);
      }
    });

    it(`${name}: the Hessian is that of the gradient's central differences`, () => {
      const H = loss.hessian(at);
      for (let j = 0; j < loss.size; j++) {
        const [up, down] = [gradientAt(at.with(j, at[j]! + 1e-5)), gradientAt(at.with(j, at[j]! - 1e-5))];
        for (let i = 0; i < loss.size; i++)
          expect(H[i * loss.size + j]).toBeCloseTo((up[i]! - down[i]!) / 2e-5, 8);
      }
    });
  }

  it("one class's curvature is its block of the Hessian", () => {
    const loss = multinomialLoss(problem);
    const at = Float64Array.from({ length: loss.size }, (_, i) => Math.cos(i));
    const [H, wide] = [loss.hessian(at), X.cols + 1];
    const block = classCurvature(problem, at, 1);
    for (let i = 0; i < wide; i++)
      for (let j = 0; j < wide; j++)
        expect(block[i * wide + j]).toBeCloseTo(H[(wide + i) * loss.size + wide + j]!, 12);
  });

  it("class by class and all at once, the penalised minimum is one", () => {
    const loss = multinomialLoss(problem);
    const [size, wide] = [loss.size, X.cols + 1];
    const common = { loss, features: X.cols, l1: 0.02, fitIntercept: true, maxIter: 1000, tol: 1e-9 };
    const start = new Float64Array(size);
    const whole = proximalNewton({ ...common, block: size, curvature: loss.hessian }, start);
    const parts = proximalNewton(
      { ...common, block: wide, curvature: (theta, k) => classCurvature(problem, theta, k) },
      start,
    );
    expect(parts.converged && whole.converged).toBe(true);
    expect(parts.value).toBeCloseTo(whole.value, 12);
    for (let at = 0; at < size; at++)
      if (at % wide !== X.cols) expect(parts.x[at]).toBeCloseTo(whole.x[at]!, 6);
  });

  it("do not overflow far out", () => {
    const far = Float64Array.from({ length: binary.size }, () => 1e4);
    expect(binary.objective(far, new Float64Array(binary.size))).toBeLessThan(Number.POSITIVE_INFINITY);
  });
});

describe("LogisticRegression", () => {
  const { X, y } = samplesOf({ data: "three" });

  it("names classes as they came, and gives probabilities that sum to 1", () => {
    const model = new LogisticRegression().fit(X, labels(y));
    expect(model.classes_).toEqual(["a", "b", "c"]);
    const p = model.predictProba(X);
    for (let i = 0; i < p.rows; i++) expect(p.row(i).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 14);
    expectClose(model.predictLogProba(X), p.data.map(Math.log), 1e-12);
    expect((model.decisionFunction(X) as Matrix).cols).toBe(3);
  });

  it("scores two classes with one number, positive for the second", () => {
    const two = samplesOf({ data: "two" });
    const model = new LogisticRegression().fit(two.X, two.y);
    const scores = model.decisionFunction(two.X) as Float64Array;
    expect(model.predict(two.X)).toEqual(Array.from(scores, (z) => Number(z > 0)));
  });

  it("a warm start at the solution needs no step", () => {
    const model = new LogisticRegression({ warmStart: true, tol: 1e-6 }).fit(X, y);
    expect(model.nIter_).toBeGreaterThan(3);
    expect(model.fit(X, y).nIter_).toBe(0);
  });

  it("warns where it has not converged, with the gradient that is left", () => {
    const model = new LogisticRegression({ maxIter: 1, tol: 1e-8 }).fit(X, y);
    expect(model.warnings_?.[0]).toMatch(
      /stopped after 1 iterations with a gradient of .*, 1e-8 is needed; a larger maxIter/,
    );
  });

  it("comes back from JSON bit for bit", () => {
    const model = new LogisticRegression().fit(X, labels(y));
    const back = fromJSON(JSON.stringify(model)) as LogisticRegression;
    expect([...back.predictProba(X).data]).toEqual([...model.predictProba(X).data]);
  });

  it("refuses one class, a share of l1 for a solver of gradients, and weights of labels that are none", () => {
    expect(() => new LogisticRegression().fit([[1], [2]], [1, 1])).toThrow(
      /one class 1, at least 2 are needed/,
    );
    expect(() => new LogisticRegression({ penalty: "l1" })).toThrow(
      /solver "lbfgs" with a penalty on \|w\|, "coordinateDescent" is needed/,
    );
    expect(() => new LogisticRegression({ penalty: "elasticnet", solver: "coordinateDescent" })).toThrow(
      /"elasticnet" without l1Ratio/,
    );
    expect(() => new LogisticRegression({ classWeight: { d: 2 } }).fit(X, labels(y))).toThrow(
      /classWeight names "d", one of "a", "b", "c" is needed/,
    );
  });

  it("keeps the contract with every solver", () => {
    for (const solver of ["lbfgs", "newton-cholesky", "coordinateDescent"] as const)
      expect(checkEstimator(() => new LogisticRegression({ solver, tol: 1e-9, maxIter: 1000 }))).toEqual([]);
    expect(
      checkEstimator(
        () =>
          new LogisticRegression({
            ...{ solver: "coordinateDescent", penalty: "l1", tol: 1e-9 },
            maxIter: 1000,
          }),
      ),
    ).toEqual([]);
  });
});

it("separable data: the penalty keeps w finite, without one it runs away", () => {
  const X = Matrix.fromRows([[-2], [-1], [1], [2]]);
  const held = new LogisticRegression({ tol: 1e-9 }).fit(X, [0, 0, 1, 1]);
  const w = held.coef_.at(0, 0);
  // Where 2 (1 − p(1)) · 1 + 2 (1 − p(2)) · 2 = w.
  expect(2 / (1 + Math.exp(w)) + 4 / (1 + Math.exp(2 * w))).toBeCloseTo(w, 8);
  const free = new LogisticRegression({ penalty: null, tol: 1e-12 }).fit(X, [0, 0, 1, 1]);
  expect(free.coef_.at(0, 0)).toBeGreaterThan(10);
});
