import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { BoostedTree } from "../boosted-tree.ts";
import { inputs, weighted, worst, xgboostCases } from "../golden-histogram.fixture.ts";
import { XGBoostClassifier } from "./xgboost-classifier.ts";
import { XGBoostRegressor } from "./xgboost-regressor.ts";

const coarse = ({ data, rows, cols }: Matrix) =>
  new Matrix(
    data.map((x) => evenRound(8 * x) / 8),
    [rows, cols],
  );

/** Rows whose values are those of other rows: XGBoost's "hist" cuts at values, ours between them, and on values seen in fit they agree. */
function mixed(X: Matrix): Matrix {
  const at = (i: number, j: number) => X.at((37 * i + 11 * j) % X.rows, j);
  const rows = Array.from({ length: 60 }, (_, i) => Array.from({ length: X.cols }, (_, j) => at(i, j)));
  return Matrix.fromRows(rows);
}

/** NumPy's rounding: halves to the even side. */
function evenRound(x: number): number {
  const below = Math.floor(x);
  if (x - below !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}

function columnsOf(raw: Float64Array | Matrix): number[] {
  return Array.from(raw instanceof Matrix ? raw.transpose().data : raw);
}

/** Nodes from the root, each followed by its left and its right side. */
function nodesOf(
  tree: BoostedTree,
  node = 0,
): { column: number; missingLeft: boolean; value: number; gain: number }[] {
  const { column, missingLeft, left, value, gain } = tree;
  const own = {
    column: column[node]!,
    missingLeft: missingLeft[node] === 1,
    value: value[node]!,
    gain: gain[node]!,
  };
  if (own.column < 0) return [own];
  return [own, ...nodesOf(tree, left[node]!), ...nodesOf(tree, left[node]! + 1)];
}

describe("XGBoostRegressor", () => {
  it.each(["exact", "hist"] as const)(
    "by hand, %s: −G/(H + λ) is a third of two targets' sum, and γ takes the split back",
    (treeMethod) => {
      const X = [[0], [1], [2], [3]];
      const y = [3, 3, -3, -3];
      const one = { nEstimators: 1, learningRate: 1, treeMethod, baseScore: 0 };
      // G = ∓6, H = 2, λ = 1 on each side: values ±2, a gain of 36/3 + 36/3 − 0 = 24.
      const predicted = (options: object, rows: number[][]) =>
        new XGBoostRegressor({ ...one, maxDepth: 1, ...options }).fit(X, y).predict(rows);
      expect(worst(predicted({}, [[0], [1.4], [1.6]]), [2, 2, -2])).toBeLessThan(1e-12);
      expect(worst(predicted({ gamma: 23.9 }, [[0]]), [2])).toBeLessThan(1e-12);
      expect(worst(predicted({ gamma: 24.1 }, [[0]]), [0])).toBeLessThan(1e-12);
      // α takes 3 off |G|.
      expect(worst(predicted({ regAlpha: 3 }, [[0]]), [1])).toBeLessThan(1e-12);
      expect(new XGBoostRegressor({ ...one, minChildWeight: 3 }).fit(X, y).trees_[0]![0]!.column.length).toBe(
        1,
      );
    },
  );

  it.each(["exact", "hist"] as const)("%s: missing values go where they lower the loss", (treeMethod) => {
    const X = [[0], [1], [Number.NaN], [Number.NaN]];
    const options = { nEstimators: 1, learningRate: 1, treeMethod, regLambda: 0, baseScore: 0 };
    const predicted = (y: number[], rows: number[][]) =>
      new XGBoostRegressor(options).fit(X, y).predict(rows);
    expect(worst(predicted([1, 5, 1, 1], [[Number.NaN], [1]]), [1, 5])).toBeLessThan(1e-12);
    expect(worst(predicted([1, 5, 5, 5], [[Number.NaN], [0]]), [5, 1])).toBeLessThan(1e-12);
    expect(worst(predicted([2, 2, 5, 5], [[Number.NaN], [0]]), [5, 2])).toBeLessThan(1e-12);
  });
});

describe("XGBoost's own values", () => {
  const titled = xgboostCases.map((one, i) => [`${i}: ${JSON.stringify(one.options)}`, one] as const);
  // XGBoost's derivatives, leaf values and sums are float32.
  const tolerance = 1e-5;

  it.each(titled)("%s", (_, { y, options, margin, fitted, importances, trees, ...rest }) => {
    const X = rest.coarse ? coarse(inputs.X) : inputs.X;
    const test = rest.coarse ? mixed(X) : inputs.test;
    const isRegression = !y.every(Number.isInteger);
    const model = isRegression
      ? new XGBoostRegressor(options).fit(X, y, weighted(rest.weighted))
      : new XGBoostClassifier(options).fit(X, y, weighted(rest.weighted));
    const raw = (rows: Matrix) =>
      columnsOf(model instanceof XGBoostRegressor ? model.predict(rows) : model.decisionFunction(rows));
    for (const [t, expected] of trees.entries()) {
      const found = nodesOf(model.trees_.flat()[t]!);
      expect(found.map(({ column }) => column)).toEqual(expected.map(({ column = -1 }) => column));
      const sides = expected.map(({ missingLeft = false }) => missingLeft);
      expect(found.map(({ missingLeft }) => missingLeft)).toEqual(sides);
      for (const [at, { gain, leaf }] of expected.entries()) {
        if (leaf === undefined) expect(found[at]!.gain / (gain as number)).toBeCloseTo(1, 4);
        else expect(Math.abs(found[at]!.value - (leaf as number))).toBeLessThan(tolerance);
      }
    }
    expect(worst(raw(test), margin.flat())).toBeLessThan(tolerance);
    const every = Int32Array.from({ length: fitted[0]!.length }, (_, i) => 8 * i);
    expect(worst(raw(X.takeRows(every)), fitted.flat())).toBeLessThan(tolerance);
    expect(worst(model.featureImportances_, importances)).toBeLessThan(1e-4);
  });
});

describe("drawn rows and columns", () => {
  it("the same seed gives the same model, another seed another, and both learn", () => {
    const y = Array.from({ length: inputs.X.rows }, (_, i) => inputs.X.at(i, 0) + inputs.X.at(i, 1) ** 2);
    const options = { subsample: 0.6, colsampleBytree: 0.6, nEstimators: 60 };
    const [a, b, other] = [0, 0, 1].map((randomState) =>
      new XGBoostRegressor({ ...options, randomState }).fit(inputs.X, y),
    );
    expect(a!.predict(inputs.test)).toEqual(b!.predict(inputs.test));
    expect(a!.predict(inputs.test)).not.toEqual(other!.predict(inputs.test));
    expect(a!.score(inputs.X, y)).toBeGreaterThan(0.95);
    // Of 5 columns a round has 3.
    for (const tree of a!.trees_.flat())
      expect(new Set(tree.column.filter((j) => j >= 0)).size).toBeLessThanOrEqual(3);
  });

  it("scalePosWeight weighs the second class, and refuses three", () => {
    const y = Array.from({ length: inputs.X.rows }, (_, i) => Number(inputs.X.at(i, 0) > 1));
    const plain = new XGBoostClassifier({ nEstimators: 5, scalePosWeight: 3 }).fit(inputs.X, y);
    const sampleWeight = y.map((code) => (code === 1 ? 3 : 1));
    const given = new XGBoostClassifier({ nEstimators: 5 }).fit(inputs.X, y, { sampleWeight });
    expect(plain.predictProba(inputs.test).data).toEqual(given.predictProba(inputs.test).data);
    const three = y.map((_, i) => i % 3);
    expect(() => new XGBoostClassifier({ scalePosWeight: 3 }).fit(inputs.X, three)).toThrow(
      /with 3 classes, two are needed/,
    );
  });
});

describe("the contract holds for", () => {
  const few = { nEstimators: 5 };
  it.each([
    ["XGBoostClassifier", () => new XGBoostClassifier(few)],
    ["XGBoostClassifier, exact", () => new XGBoostClassifier({ ...few, treeMethod: "exact" })],
    ["XGBoostRegressor", () => new XGBoostRegressor(few)],
    ["XGBoostRegressor, exact", () => new XGBoostRegressor({ ...few, treeMethod: "exact" })],
    ["XGBoostRegressor, drawn", () => new XGBoostRegressor({ ...few, subsample: 0.7 })],
  ] as const)("%s", (_, make) => {
    // The derivatives are float32, and a row's weight is rounded with them.
    expect(checkEstimator(make as never, { weightTolerance: 1e-5 })).toEqual([]);
  });
});
