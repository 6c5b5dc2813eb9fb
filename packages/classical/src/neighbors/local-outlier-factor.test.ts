import { describe, expect, it, vi } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { expectClose, goldenValues } from "./golden.fixture.ts";
import { LocalOutlierFactor } from "./local-outlier-factor.ts";

interface Golden {
  X: number[][];
  Q: number[][];
  outliers: {
    negative_outlier_factor: number[];
    offset: number;
    labels: number[];
    scores: number[];
    predict: number[];
  };
}
const { X, Q, outliers } = goldenValues<Golden>("neighbors");

describe("LocalOutlierFactor", () => {
  it("is 1 on a circle of equal steps and 5 for a point five steps beyond three in a row", () => {
    const circle = [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ];
    expectClose(
      new LocalOutlierFactor({ nNeighbors: 2 }).fit(circle).negativeOutlierFactor_,
      [-1, -1, -1, -1],
      1e-9,
    );
    // Nearest neighbours 1, 0, 1, 2 at 1, 1, 1, 5: lrd 1, 1, 1, 1/5.
    const row = new LocalOutlierFactor({ nNeighbors: 1 }).fit([[0], [1], [2], [7]]);
    expectClose(row.negativeOutlierFactor_, [-1, -1, -1, -5], 1e-9);
  });

  it("is scikit-learn's on the rows of fit and on new ones", () => {
    const fitted = new LocalOutlierFactor({ nNeighbors: 10, contamination: 0.1 });
    expectClose(fitted.fitPredict(X), outliers.labels, 0);
    expectClose(fitted.negativeOutlierFactor_, outliers.negative_outlier_factor, 1e-11);
    expect(fitted.offset_).toBeCloseTo(outliers.offset, 11);
    const novel = new LocalOutlierFactor({ nNeighbors: 15, novelty: true, metric: "manhattan" }).fit(X);
    expectClose(novel.scoreSamples(Q), outliers.scores, 1e-11);
    expectClose(novel.predict(Q), outliers.predict, 0);
  });

  it("refuses new rows without novelty, and the rows of fit with it", () => {
    expect(() => new LocalOutlierFactor().fit(X).predict(Q)).toThrow(
      "novelty is false, true is needed for new rows",
    );
    expect(() => new LocalOutlierFactor({ novelty: true }).fitPredict(X)).toThrow(
      "novelty is true, false is needed",
    );
  });

  it("says that it uses fewer neighbours, and that duplicates spoil the factors", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(new LocalOutlierFactor().fit([[0], [1], [5]]).warnings_![0]).toContain(
      "nNeighbors = 20 for 3 rows, 2 are used",
    );
    const many = [[0], [0], [0], [0], [1]];
    expect(new LocalOutlierFactor({ nNeighbors: 2 }).fit(many).warnings_![0]).toContain(
      "more duplicates than neighbours",
    );
    warn.mockRestore();
  });

  it("keeps the contract of estimators", () => {
    expect(checkEstimator(() => new LocalOutlierFactor({ novelty: true }))).toEqual([]);
    expect(checkEstimator(() => new LocalOutlierFactor())).toEqual([]);
  });
});
