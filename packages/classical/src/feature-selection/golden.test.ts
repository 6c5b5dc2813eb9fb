/** Against scikit-learn; see golden/classical_feature_selection.py. */
import { describe, expect, it } from "vitest";
import { LinearRegression } from "../linear/least-squares/linear-regression.ts";
import { Lasso } from "../linear/sparse/lasso.ts";
import { expectClose, golden } from "../preprocessing/node/golden.fixture.ts";
import { mutualInfoClassif, mutualInfoRegression } from "./mutual-information.ts";
import { RFE } from "./rfe.ts";
import { RFECV } from "./rfecv.ts";
import { SelectKBest, SelectPercentile } from "./select-best.ts";
import { SelectFdr, SelectFpr, SelectFwe } from "./select-by-p-value.ts";
import { SelectFromModel } from "./select-from-model.ts";
import { SequentialFeatureSelector } from "./sequential-feature-selector.ts";
import { chi2, fClassif, fRegression, rRegression } from "./univariate-scores.ts";
import { VarianceThreshold } from "./variance-threshold.ts";

interface Scores {
  scores: number[];
  pValues: number[];
}

const values = golden<{
  X: number[][];
  classes: number[];
  y: number[];
  counts: number[][];
  fClassif: Scores;
  fRegression: Scores;
  uncentred: Scores;
  rRegression: number[];
  chi2: Scores;
  mutualInfo: { kind: string; X: "X" | "counts"; options: object; out: number[] }[];
  selectors: { kind: string; score: string; target: string; options: object; support: boolean[] }[];
  variance: { threshold: number; variances: number[]; support: boolean[] };
  rfe: { ranking: number[]; score: number };
  rfeSteps: number[];
  rfecv: { support: boolean[]; ranking: number[]; nFeatures: number[]; mean: number[]; std: number[] };
  fromModel: { threshold: string | number | null; maxFeatures: number | null; support: boolean[] }[];
  lasso: { support: boolean[]; threshold: number };
  sequential: { options: object; support: boolean[] }[];
}>("feature-selection");
const { X, y, classes, counts } = values;

/** P is compared as a share of itself, however small. */
function expectScores(found: { scores: Float64Array; pValues: Float64Array | null }, wanted: Scores): void {
  expectClose(found.scores, wanted.scores);
  expectClose(
    Float64Array.from(found.pValues!, (p, j) => p / wanted.pValues[j]!),
    wanted.pValues.map(() => 1),
  );
}

describe("scikit-learn gives the same scores", () => {
  it("fClassif", () => expectScores(fClassif(X, classes), values.fClassif));
  it("fRegression", () => expectScores(fRegression(X, y), values.fRegression));
  it("fRegression without means", () => expectScores(fRegression(X, y, { center: false }), values.uncentred));
  it("rRegression", () => expectClose(rRegression(X, y), values.rRegression));
  it("chi2", () => expectScores(chi2(counts, classes), values.chi2));

  it.each(values.mutualInfo)("$kind of $X, $options", ({ kind, X: which, options, out }) => {
    const isClassif = kind === "mutualInfoClassif";
    const found = isClassif
      ? mutualInfoClassif(values[which], classes, options)
      : mutualInfoRegression(values[which], y, options);
    // Numbers against classes: scikit-learn's counts are rounded, see golden/classical_numpy_mutual_information.py.
    const isMixed = isClassif !== (which === "counts");
    // Column 4 has equal numbers, whose order noise decides; a category in the other cases.
    const isNoisy = (j: number) => isClassif && which === "X" && j === 4;
    const compared = (all: ArrayLike<number>) => Array.from(all).filter((_, j) => !isNoisy(j));
    expectClose(compared(found), compared(out), isMixed ? 0.01 : 1e-9);
  });
});

it("mutual information of numbers with classes is what looking at all pairs gives", () => {
  const {
    columns,
    three,
    five,
    counts: ofCounts,
  } = golden<Record<string, number[]>>("numpy-mutual-information");
  const numbers = X.map((row) => columns!.map((j) => row[j]!));
  expectClose(mutualInfoClassif(numbers, classes), three);
  expectClose(mutualInfoClassif(numbers, classes, { nNeighbors: 5 }), five);
  expectClose(mutualInfoRegression(counts, y, { discreteFeatures: true, nNeighbors: 4 }), ofCounts);
});

describe("scikit-learn keeps the same columns", () => {
  const names = { f_classif: "fClassif", f_regression: "fRegression" } as const;
  const kinds = { SelectKBest, SelectPercentile, SelectFpr, SelectFdr, SelectFwe };

  it.each(values.selectors)("$kind by $score", ({ kind, score, target, options, support }) => {
    const selector = new kinds[kind as "SelectFpr"]({ scoreFunc: names[score as "f_classif"], ...options });
    expect(selector.fit(X, target === "classes" ? classes : y).getSupport()).toEqual(support);
  });

  it("VarianceThreshold", () => {
    const { threshold, variances, support } = values.variance;
    const selector = new VarianceThreshold({ threshold }).fit(X);
    expectClose(selector.variances_, variances);
    expect(selector.getSupport()).toEqual(support);
  });

  it("RFE, one by one and in steps", () => {
    const one = new RFE({ estimator: new LinearRegression(), nFeaturesToSelect: 2 }).fit(X, y);
    expect(Array.from(one.ranking_)).toEqual(values.rfe.ranking);
    expectClose(one.score(X, y), values.rfe.score);
    const steps = new RFE({ estimator: new LinearRegression(), nFeaturesToSelect: 0.4, step: 2 }).fit(X, y);
    expect(Array.from(steps.ranking_)).toEqual(values.rfeSteps);
  });

  it("RFECV, with its scores", () => {
    const { support, ranking, nFeatures, mean, std } = values.rfecv;
    const found = new RFECV({ estimator: new LinearRegression(), minFeaturesToSelect: 2, cv: 4 }).fit(X, y);
    expect(found.getSupport()).toEqual(support);
    expect(Array.from(found.ranking_)).toEqual(ranking);
    expect(Array.from(found.cvResults_.nFeatures)).toEqual(nFeatures);
    expectClose(found.cvResults_.meanTestScore, mean);
    expectClose(found.cvResults_.stdTestScore, std);
  });

  it.each(values.fromModel)(
    "SelectFromModel, threshold $threshold, at most $maxFeatures",
    ({ threshold, maxFeatures, support }) => {
      const selector = new SelectFromModel({ estimator: new LinearRegression(), threshold, maxFeatures });
      expect(selector.fit(X, y).getSupport()).toEqual(support);
    },
  );

  it("SelectFromModel of a Lasso", () => {
    const selector = new SelectFromModel({ estimator: new Lasso({ alpha: 0.3 }) }).fit(X, y);
    expect(selector.getSupport()).toEqual(values.lasso.support);
    expect(selector.threshold_).toBe(values.lasso.threshold);
  });

  it.each(values.sequential)("SequentialFeatureSelector, $options", ({ options, support }) => {
    const selector = new SequentialFeatureSelector({ estimator: new LinearRegression(), cv: 4, ...options });
    expect(selector.fit(X, y).getSupport()).toEqual(support);
  });
});
