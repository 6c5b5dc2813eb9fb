import { Table } from "@blankfile/data";
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { CatBoostEncoder } from "../encoding/cat-boost-encoder.ts";
import { fromJSON } from "../estimator/json.ts";
import type { AnyEstimator } from "../estimator/known.ts";
import { Matrix } from "../matrix/matrix.ts";
import { HistGradientBoostingClassifier } from "./hist-gradient-boosting-classifier.ts";
import { HistGradientBoostingRegressor } from "./hist-gradient-boosting-regressor.ts";

const one = { maxIter: 1, learningRate: 1, minSamplesLeaf: 1, earlyStopping: false as const };

function noisy(rows: number, seed = 1) {
  const rng = new Philox(seed);
  const X = new Matrix(
    Float64Array.from({ length: rows * 3 }, () => rng.normal()),
    [rows, 3],
  );
  const y = Float64Array.from(
    { length: rows },
    (_, i) => X.at(i, 0) + Math.sin(3 * X.at(i, 1)) + 0.3 * rng.normal(),
  );
  return { X, y };
}

describe("by hand", () => {
  it("one round at rate 1 meets the mean of each side, and missing values are a value", () => {
    const X = [[0], [0], [1], [Number.NaN]];
    const model = new HistGradientBoostingRegressor({ ...one, maxLeafNodes: 2 }).fit(X, [2, 4, 9, 9]);
    const found = model.predict([[0.4], [0.6], [Number.NaN]]);
    for (const [i, value] of [3, 9, 9].entries()) expect(found[i]).toBeCloseTo(value, 6);
  });

  it("where fit had no missing values they go to the side of more rows", () => {
    const model = new HistGradientBoostingRegressor({ ...one, maxLeafNodes: 2 });
    model.fit([[0], [1], [1], [1]], [0, 6, 6, 6]);
    expect(model.predict([[Number.NaN]])[0]).toBeCloseTo(6, 6);
  });
});

describe("constraints", () => {
  const { X, y } = noisy(600);
  const grid = Array.from({ length: 101 }, (_, t) => -2.5 + 0.05 * t);
  const along = (model: HistGradientBoostingRegressor, j: number, at: number[]) =>
    model.predict(grid.map((x) => at.map((value, k) => (k === j ? x : value))));

  it("a monotone prediction never turns, wherever the other columns stand; a free one does", () => {
    const rng = new Philox(4);
    const options = { minSamplesLeaf: 5, maxIter: 40 };
    const up = new HistGradientBoostingRegressor({ ...options, monotonicCst: [0, 1, 0] }).fit(X, y);
    const down = new HistGradientBoostingRegressor({ ...options, monotonicCst: [0, -1, 0] }).fit(X, y);
    const free = new HistGradientBoostingRegressor(options).fit(X, y);
    const isUp = (values: Float64Array) => values.every((value, t) => t === 0 || value >= values[t - 1]!);
    for (let round = 0; round < 20; round++) {
      const at = [rng.normal(), 0, rng.normal()];
      expect(isUp(along(up, 1, at))).toBe(true);
      expect(isUp(along(down, 1, at).map((value) => -value))).toBe(true);
      expect(isUp(along(free, 1, at))).toBe(false);
    }
  });

  it("without interactions the prediction is a sum of one function a column", () => {
    const model = new HistGradientBoostingRegressor({
      interactionCst: "no_interactions",
      minSamplesLeaf: 5,
    }).fit(X, y);
    const [a, b, c, d] = model.predict([
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
      [1, 1, 0],
    ]);
    expect(d! - b!).toBeCloseTo(c! - a!, 9);
  });
});

describe("categories", () => {
  const town = ["Oslo", "Rome", "Bern", "Oslo", "Rome", "Bern", "Oslo", "Rome", "Bern"];
  const many = Array.from({ length: 90 }, (_, i) => town[i % 9]!);
  const tableOf = (words: (string | null)[], categories = ["Oslo", "Rome", "Bern"]) =>
    new Table([
      [
        "town",
        {
          kind: "category",
          categories,
          codes: Int32Array.from(words, (w) => (w === null ? -1 : categories.indexOf(w))),
        },
      ],
      ["size", { kind: "number", values: Float64Array.from(words, (_, i) => i % 7) }],
    ]);
  const y = many.map((word) => (word === "Rome" ? 5 : 1));

  it("a table's words stay in, in whatever order their codes are; unknown ones go with the missing", () => {
    const model = new HistGradientBoostingRegressor({ maxIter: 60 }).fit(tableOf(many), y);
    expect([...model.isCategorical_]).toEqual([1, 0]);
    const other = tableOf(["Rome", "Bern", "Paris", null], ["Bern", "Paris", "Rome"]);
    const back = fromJSON(JSON.stringify(model)) as HistGradientBoostingRegressor;
    for (const its of [model, back]) {
      const [rome, bern, paris, missing] = its.predict(other);
      expect(rome).toBeCloseTo(5, 1);
      expect(bern).toBeCloseTo(1, 1);
      expect(paris).toBe(missing);
    }
  });

  it("columns of numbers are categories by place or by name, and too many or words left out are refused", () => {
    const X = Matrix.fromRows(
      many.map((word) => [["Oslo", "Rome", "Bern"].indexOf(word)]),
      ["town"],
    );
    const [byPlace, byName] = [[0], ["town"]].map((categoricalFeatures) =>
      new HistGradientBoostingRegressor({ categoricalFeatures, maxIter: 60 }).fit(X, y).predict(X),
    );
    expect(byName).toEqual(byPlace);
    expect(byPlace![1]).toBeCloseTo(5, 1);
    expect(() => new HistGradientBoostingRegressor({ categoricalFeatures: [3] }).fit(X, y)).toThrow(
      /categoricalFeatures names column 3, a place below 1/,
    );
    expect(() =>
      new HistGradientBoostingRegressor({ categoricalFeatures: [0], maxBins: 2 }).fit(X, y),
    ).toThrow(/column "town" has 3 categories, at most 2 are needed/);
    expect(() =>
      new HistGradientBoostingRegressor({ categoricalFeatures: null }).fit(tableOf(many), y),
    ).toThrow(/column "town" is of kind category and not among categoricalFeatures/);
  });

  it("too many categories for bins go through CatBoost's ordered statistics first", () => {
    const rng = new Philox(8);
    const effect = Array.from({ length: 400 }, () => rng.normal());
    const cities = Array.from({ length: 4000 }, () => rng.integer(400));
    const labels = cities.map((city) => Number(effect[city]! + 0.3 * rng.normal() > 0));
    const X = Matrix.fromRows(cities.map((city) => [city]));
    const encoder = new CatBoostEncoder();
    // Of each row in fit from the rows before it, so that its own label is kept out.
    const encoded = encoder.fitTransform(X, labels);
    const model = new HistGradientBoostingClassifier({ maxIter: 30 }).fit(encoded, labels);
    const fresh = Array.from({ length: 1000 }, () => rng.integer(400));
    const truth = fresh.map((city) => Number(effect[city]! > 0));
    expect(
      model.score(encoder.transform(Matrix.fromRows(fresh.map((city) => [city]))), truth),
    ).toBeGreaterThan(0.85);
  });
});

describe("early stopping", () => {
  it("stops when the rows kept apart get no better, and says how they did; a score's name does as well", () => {
    const { X, y } = noisy(800, 2);
    for (const scoring of ["loss", "neg_mean_squared_error"]) {
      const model = new HistGradientBoostingRegressor({
        earlyStopping: true,
        maxIter: 500,
        learningRate: 0.3,
        scoring,
      }).fit(X, y);
      expect(model.nIter_).toBeLessThan(200);
      expect(model.validationScore_.length).toBe(model.nIter_ + 1);
      const before = model.validationScore_.at(-11)!;
      expect(Math.max(...model.validationScore_.slice(-10))).toBeLessThanOrEqual(before + 1e-7);
      expect(model.trainScore_.at(-1)!).toBeGreaterThan(model.trainScore_[0]!);
    }
    expect(new HistGradientBoostingRegressor({ maxIter: 5 }).fit(X, y).validationScore_.length).toBe(0);
  });

  it("tells its rounds", () => {
    const { X, y } = noisy(50);
    const told: number[][] = [];
    new HistGradientBoostingRegressor({ maxIter: 3 }).fit(X, y, {
      onProgress: (done, all) => told.push([done, all]),
    });
    expect(told).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });
});

describe("bad input", () => {
  const X = [[1], [2]];
  it.each([
    [{ loss: "quantile" }, /loss is "quantile" and quantile null/],
    [{ maxBins: 256 }, /maxBins is 256/],
    [{ monotonicCst: [2] }, /monotonicCst is \[2\]/],
  ])("%j is refused when made", (options, message) => {
    expect(() => new HistGradientBoostingRegressor(options as never)).toThrow(message);
  });
  it.each([
    [{ loss: "gamma" }, [0, 1], /y\[0\] is 0, numbers > 0 are needed for loss "gamma"/],
    [{ loss: "poisson" }, [-1, 1], /y\[0\] is -1, numbers ≥ 0/],
    [{ loss: "poisson" }, [0, 0], /y is 0 throughout/],
    [{ monotonicCst: [1, 0] }, [0, 1], /monotonicCst has 2 directions, 1 are needed/],
    [{ monotonicCst: [1], categoricalFeatures: [0] }, [0, 1], /its categories have no order/],
    [{ interactionCst: [[4]] }, [0, 1], /interactionCst names column 4, 0 to 0 are needed/],
    [
      {},
      [0, 1e20],
      /y\[1\] is 100000000000000000000, a number of at most 1e18 in size is needed, as derivatives/,
    ],
  ])("%j is refused in fit", (options, y, message) => {
    const model = new HistGradientBoostingRegressor(options as never) as unknown as AnyEstimator;
    expect(() => model.fit(X, y)).toThrow(message);
  });
});
