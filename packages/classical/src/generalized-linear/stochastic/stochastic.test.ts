import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { fromJSON } from "../../estimator/json.ts";
import { LinearRegression } from "../../linear/least-squares/linear-regression.ts";
import { expectClose, readGolden } from "../../linear/linear.fixture.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import { LogisticRegression } from "../logistic/logistic-regression.ts";
import { type ClassLossName, classLoss, type ValueLossName, valueLoss } from "./losses.ts";
import { Perceptron } from "./perceptron.ts";
import { SGDClassifier, type SGDClassifierOptions } from "./sgd-classifier.ts";
import { SGDRegressor, type SGDRegressorOptions } from "./sgd-regressor.ts";

interface Reached {
  title: string;
  model: string;
  data: string;
  loss: ClassLossName | ValueLossName;
  options: object;
  ratio: number;
  mean: number;
  worst: number;
}
const { stochastic, samplesOf } = readGolden<{ stochastic: Reached[] }>("glm");
const classLosses = ["hinge", "squaredHinge", "logLoss", "modifiedHuber", "perceptron"] as const;
const valueLosses = ["squaredError", "huber", "epsilonInsensitive", "squaredEpsilonInsensitive"] as const;

describe("losses", () => {
  it("at a margin of ½: hinge ½, its square ¼; at −2: 3, 9 and modifiedHuber 8", () => {
    expect(classLoss("hinge").value(0.5, 1)).toBe(0.5);
    expect(classLoss("squaredHinge").value(-0.5, -1)).toBe(0.25);
    expect(classLoss("hinge").value(-2, 1)).toBe(3);
    expect(classLoss("squaredHinge").value(2, -1)).toBe(9);
    expect(classLoss("modifiedHuber").value(-2, 1)).toBe(8);
    expect(valueLoss("huber", 1).value(0, 3)).toBe(2.5);
  });

  it("have the slopes of central differences", () => {
    const losses = [
      ...classLosses.map(classLoss).flatMap((loss) => [1, -1].map((y) => ({ loss, y }))),
      ...valueLosses.map((name) => ({ loss: valueLoss(name, 0.3), y: 0.4 })),
    ];
    for (const { loss, y } of losses)
      for (const z of [-3, -0.7, -0.2, 0.35, 0.6, 2.5]) {
        const difference = (loss.value(z + 1e-6, y) - loss.value(z - 1e-6, y)) / 2e-6;
        expect(loss.slope(z, y)).toBeCloseTo(difference, 6);
      }
  });
});

it("one step from 0 by the squared error with η = ½: w = ½ y x, b = ½ y", () => {
  const model = new SGDRegressor({ learningRate: "constant", eta0: 0.5, alpha: 0, maxIter: 1, tol: null });
  model.fit([[2, -1]], [3]);
  expect([...model.coef_, model.intercept_]).toEqual([3, -1.5, 1.5]);
});

/** α R(w) + mean loss. */
function objective(
  { w, b }: { w: Float64Array; b: number },
  { X, y, value }: { X: Matrix; y: number[]; value: (z: number, y: number) => number },
  ratio: number,
): number {
  let sum = 0;
  for (let i = 0; i < X.rows; i++)
    sum +=
      value(
        X.row(i).reduce((z, x, j) => z + x * w[j]!, b),
        y[i]!,
      ) / X.rows;
  const penalty = w.reduce((a, v) => a + ratio * Math.abs(v) + ((1 - ratio) / 2) * v * v, 0);
  return sum + 0.01 * penalty;
}

for (const test of stochastic) {
  // Draws differ: the mean over ten seeds lies within what scikit-learn's ten seeds reach.
  it(`${test.title} reaches the objective that scikit-learn does`, () => {
    const { X, y } = samplesOf(test);
    const isClassifier = test.model === "SGDClassifier";
    const common = { ...test.options, alpha: 0.01, maxIter: 2000, tol: 1e-5 };
    const values = Array.from({ length: 10 }, (_, randomState) => {
      if (isClassifier) {
        const loss = test.loss as ClassLossName;
        const options: SGDClassifierOptions = { ...common, loss, randomState };
        const model = new SGDClassifier(options).fit(X, y);
        const signs = y.map((k) => 2 * k - 1);
        return objective(
          { w: model.coef_.row(0), b: model.intercept_[0]! },
          { X, y: signs, value: classLoss(loss).value },
          test.ratio,
        );
      }
      const loss = test.loss as ValueLossName;
      const options: SGDRegressorOptions = { ...common, loss, randomState };
      const model = new SGDRegressor(options).fit(X, y);
      return objective(
        { w: model.coef_, b: model.intercept_ },
        { X, y, value: valueLoss(loss, 0.1).value },
        test.ratio,
      );
    });
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean).toBeLessThanOrEqual(test.worst);
  });
}

describe("stochastic gradient descent", () => {
  const { X, y } = samplesOf({ data: "two" });

  it("with averaged logLoss comes to logistic regression of C = 1/(α N)", () => {
    const model = new SGDClassifier({
      ...{ loss: "logLoss", alpha: 0.01, average: true, maxIter: 3000, tol: null },
    }).fit(X, y);
    const exact = new LogisticRegression({ C: 1 / (0.01 * X.rows), tol: 1e-10 }).fit(X, y);
    expectClose(model.coef_, exact.coef_, 0.02);
    expectClose(model.predictProba(X), exact.predictProba(X), 0.02);
  });

  it("with adaptive steps comes to least squares", () => {
    const regression = samplesOf({ data: "regression" });
    const model = new SGDRegressor({
      ...{ alpha: 0, learningRate: "adaptive", maxIter: 20_000, tol: 1e-7 },
    }).fit(regression.X, regression.y);
    const exact = new LinearRegression().fit(regression.X, regression.y);
    expectClose(model.coef_, exact.coef_, 0.02);
  });

  it("an l1 penalty sets coefficients to 0", () => {
    const model = new SGDClassifier({ penalty: "l1", alpha: 0.1 }).fit(X, y);
    expect([...model.coef_.data].filter((w) => w === 0).length).toBeGreaterThan(0);
  });

  it("an integer weight is the row more often: weights of 2 for all double the pull", () => {
    const options = { learningRate: "constant", maxIter: 1, tol: null, alpha: 0, shuffle: false } as const;
    const twice = new SGDRegressor({ ...options, eta0: 0.01 }).fit(X, y, { sampleWeight: y.map(() => 2) });
    const step = new SGDRegressor({ ...options, eta0: 0.02 }).fit(X, y);
    expectClose(twice.coef_, step.coef_, 1e-14);
  });

  it("partialFit goes on where the last call ended, over JSON too", () => {
    const three = samplesOf({ data: "three" });
    const make = () => new SGDClassifier({ loss: "logLoss", average: 10 });
    const one = make();
    let other = make();
    for (let round = 0; round < 3; round++) {
      one.partialFit(three.X, three.y, { classes: [0, 1, 2] });
      other.partialFit(three.X, three.y, { classes: [0, 1, 2] });
      other = fromJSON(JSON.stringify(other)) as SGDClassifier;
    }
    expect([...other.coef_.data]).toEqual([...one.coef_.data]);
    expect(one.t_).toBe(3 * three.X.rows + 1);
    expect(() => make().partialFit(three.X, three.y)).toThrow(/the first call has no classes/);
    expect(() =>
      new SGDClassifier({ classWeight: "balanced" }).partialFit(three.X, three.y, { classes: [0, 1, 2] }),
    ).toThrow(/"balanced" with rows in parts/);
  });

  it("refuses steps of 1/α without α, probabilities of the hinge loss, and columns that let it run off", () => {
    expect(() => new SGDClassifier({ alpha: 0 })).toThrow(
      /"optimal" with alpha 0, an alpha above 0 is needed/,
    );
    expect(() => new SGDClassifier().fit(X, y).predictProba(X)).toThrow(/loss is "hinge"/);
    const huge = X.toArray().map((row) => row.map((value) => value * 1e5));
    const lost = new SGDRegressor().fit(huge, y);
    expect(lost.warnings_?.[0]).toMatch(
      /ended with an objective of more than twice that of w = 0; scaled columns/,
    );
  });

  it("keeps the contract", () => {
    expect(checkEstimator(() => new SGDClassifier({ loss: "modifiedHuber", alpha: 0.01 }))).toEqual([]);
    expect(checkEstimator(() => new SGDClassifier({ loss: "logLoss", alpha: 0.01 }))).toEqual([]);
    expect(checkEstimator(() => new SGDRegressor({ eta0: 0.001 }))).toEqual([]);
  });
});

describe("Perceptron", () => {
  it("learns AND after the steps on paper: x = (0,0), (0,1), (1,0), (1,1) in turn", () => {
    const model = new Perceptron({ shuffle: false, nIterNoChange: 100 }).fit(
      [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ],
      [0, 0, 0, 1],
    );
    expect(
      model.predict([
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ]),
    ).toEqual([0, 0, 0, 1]);
    expect([...model.coef_.data, ...model.intercept_]).toEqual([3, 2, -4]);
  });

  it("makes at most (R/γ)² mistakes", () => {
    const rng = new Philox(6);
    for (let round = 0; round < 10; round++) {
      const truth = [rng.normal(), rng.normal(), rng.normal()];
      const length = Math.hypot(...truth);
      const rows: number[][] = [];
      const labels: number[] = [];
      let [radius, margin] = [0, Number.POSITIVE_INFINITY];
      while (rows.length < 80) {
        const x = [2 * rng.normal(), 2 * rng.normal()];
        const score = (x[0]! * truth[0]! + x[1]! * truth[1]! + truth[2]!) / length;
        if (Math.abs(score) < 0.2) continue;
        rows.push(x);
        labels.push(Number(score > 0));
        radius = Math.max(radius, Math.hypot(...x, 1));
        margin = Math.min(margin, Math.abs(score));
      }
      if (new Set(labels).size < 2) continue;
      const model = new Perceptron({ randomState: round, nIterNoChange: 1000 }).fit(rows, labels);
      expect(model.mistakes_[0]).toBeLessThanOrEqual((radius / margin) ** 2);
      expect(model.predict(rows)).toEqual(labels);
    }
  });

  it("gives up on XOR", () => {
    const model = new Perceptron().fit(
      [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ],
      [0, 1, 1, 0],
    );
    expect(model.nIter_).toBeLessThan(1000);
    expect(
      model.score(
        [
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ],
        [0, 1, 1, 0],
      ),
    ).toBeLessThan(1);
  });

  it("keeps the contract", () => {
    expect(checkEstimator(() => new Perceptron())).toEqual([]);
  });
});
