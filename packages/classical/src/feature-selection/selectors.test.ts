import { describe, expect, it, vi } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { MeanOnly } from "../check-estimator/honest.fixture.ts";
import { fromJSON } from "../estimator/json.ts";
import { LinearRegression } from "../linear/least-squares/linear-regression.ts";
import { Pipeline } from "../pipeline/pipeline.ts";
import { RFE } from "./rfe.ts";
import { RFECV } from "./rfecv.ts";
import { SelectKBest, SelectPercentile } from "./select-best.ts";
import { SelectFdr, SelectFpr, SelectFwe } from "./select-by-p-value.ts";
import { SelectFromModel } from "./select-from-model.ts";
import { SequentialFeatureSelector } from "./sequential-feature-selector.ts";
import { VarianceThreshold } from "./variance-threshold.ts";

/** y = 3 a + b, c says nothing. */
const X = Array.from({ length: 24 }, (_, i) => [i % 4, Math.floor(i / 4) % 3, (i * 7) % 5]);
const y = X.map(([a, b]) => 3 * a! + b!);

describe("VarianceThreshold", () => {
  it("takes constant columns away, and names those that stay", () => {
    const selector = new VarianceThreshold().fit([
      [0.1, 1],
      [0.1, 2],
      [0.1, 4],
    ]);
    expect(selector.getFeatureNamesOut()).toEqual(["x1"]);
    expect(selector.transform([[5, 6]]).toArray()).toEqual([[6]]);
    expect(selector.inverseTransform([[6]]).toArray()).toEqual([[0, 6]]);
    expect(() => new VarianceThreshold().fit([[1], [1]])).toThrow(/no column has a variance above 0/);
  });
});

describe("selectors by scores", () => {
  it("SelectKBest keeps the k best, by a function of one's own too", () => {
    const best = new SelectKBest({ scoreFunc: "fRegression", k: 1 }).fit(X, y);
    expect(best.getSupportIndices()).toEqual([0]);
    const own = new SelectKBest({
      scoreFunc: (rows) => Float64Array.from({ length: rows.cols }, (_, j) => j),
      k: 2,
    });
    expect(own.fit(X, y).getSupportIndices()).toEqual([1, 2]);
    expect(() => own.toJSON()).toThrow(/cannot be saved/);
    expect((fromJSON(JSON.stringify(best)) as unknown as SelectKBest).transform(X)).toEqual(
      best.transform(X),
    );
  });

  it("P below α, α / F, or in the line of Benjamini and Hochberg", () => {
    const p = Float64Array.of(0.001, 0.02, 0.03, 0.5);
    const scoreFunc = () => ({ scores: p.map((one) => 1 / one), pValues: p });
    const four = X.map((row) => [...row, 1]);
    const kept = [SelectFpr, SelectFdr, SelectFwe].map((Class) =>
      new Class({ scoreFunc }).fit(four, y).getSupportIndices(),
    );
    expect(kept).toEqual([[0, 1, 2], [0, 1, 2], [0]]);
    expect(() => new SelectFdr({ scoreFunc: () => p }).fit(four, y)).toThrow(
      /a test such as fClassif is needed/,
    );
  });

  it("warn where nothing is kept, and refuse no target", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const none = new SelectPercentile({ scoreFunc: "fRegression", percentile: 0 }).fit(X, y);
    expect(none.warnings_).toEqual(["no column is kept; a looser threshold keeps some"]);
    warn.mockRestore();
    expect(() => new SelectKBest().fit(X)).toThrow(/y is missing/);
  });
});

describe("selectors by a model", () => {
  it("RFE takes the least coefficient away, round by round, and predicts from the rest", () => {
    const rfe = new RFE({ estimator: new LinearRegression(), nFeaturesToSelect: 1 }).fit(X, y);
    expect(Array.from(rfe.ranking_)).toEqual([1, 2, 3]);
    expect(rfe.predict(X).length).toBe(24);
    expect(rfe.getParams().estimator__fitIntercept).toBe(true);
    const half = new Pipeline({
      steps: { select: new RFE({ estimator: new LinearRegression() }), model: new LinearRegression() },
    });
    expect(half.fit(X, y).slice(0, -1).getFeatureNamesOut()).toEqual(["x0"]);
  });

  it("RFECV keeps as many as held-back rows ask for", () => {
    const found = new RFECV({ estimator: new LinearRegression() }).fit(X, y);
    expect(found.getSupportIndices()).toEqual([0, 1]);
    expect(found.cvResults_.meanTestScore[1]).toBeCloseTo(1, 10);
  });

  it("SelectFromModel keeps what is above a threshold, of a fitted model too", () => {
    const fitted = new LinearRegression().fit(X, y);
    const selector = new SelectFromModel({ estimator: fitted, prefit: true, threshold: 0.5 }).fit(X, y);
    expect(selector.getSupportIndices()).toEqual([0, 1]);
    expect(selector.estimator_).toBe(fitted);
  });

  it("SequentialFeatureSelector finds both columns, forward and backward", () => {
    for (const direction of ["forward", "backward"] as const) {
      const selector = new SequentialFeatureSelector({
        estimator: new LinearRegression(),
        nFeaturesToSelect: 2,
        direction,
      });
      expect(selector.fit(X, y).getSupportIndices()).toEqual([0, 1]);
    }
  });

  it("refuse estimators without importances, too many columns, and thresholds that are none", () => {
    expect(() => new RFE({ estimator: new MeanOnly() }).fit(X, y)).toThrow(
      /MeanOnly has neither featureImportances_ nor coef_/,
    );
    expect(() => new RFE({ estimator: new LinearRegression(), nFeaturesToSelect: 4 }).fit(X, y)).toThrow(
      /at most 3 are needed/,
    );
    expect(() => new RFE({} as never)).toThrow(/no estimator is given/);
    expect(() => new SelectFromModel({ estimator: new LinearRegression(), threshold: "often" })).toThrow(
      /1.25\*mean/,
    );
    expect(() => new SelectFromModel({ estimator: new LinearRegression(), prefit: true }).fit(X, y)).toThrow(
      /is not fitted/,
    );
    expect(() => new SequentialFeatureSelector({ estimator: new LinearRegression(), tol: -1 })).toThrow(
      /a number ≥ 0/,
    );
    expect(() =>
      new SequentialFeatureSelector({ estimator: new LinearRegression(), nFeaturesToSelect: 3 }).fit(X, y),
    ).toThrow(/less than 3 is needed/);
  });
});

describe("the contract", () => {
  const estimator = () => new LinearRegression();
  it.each([
    ["VarianceThreshold", () => new VarianceThreshold()],
    ["SelectKBest", () => new SelectKBest({ k: 1 })],
    ["SelectPercentile", () => new SelectPercentile({ percentile: 50 })],
    ["SelectFpr", () => new SelectFpr()],
    ["SelectFdr", () => new SelectFdr()],
    ["SelectFwe", () => new SelectFwe()],
    ["SelectFromModel", () => new SelectFromModel({ estimator: estimator() })],
    ["RFE", () => new RFE({ estimator: estimator() })],
    ["RFECV", () => new RFECV({ estimator: estimator(), cv: 3 })],
    ["SequentialFeatureSelector", () => new SequentialFeatureSelector({ estimator: estimator(), cv: 3 })],
  ])("%s", (_, make) => {
    expect(checkEstimator(make as never)).toEqual([]);
  });
});
