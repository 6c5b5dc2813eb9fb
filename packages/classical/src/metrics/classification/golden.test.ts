import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { goldenCases } from "../golden.fixture.ts";
import * as accuracy from "./accuracy-score.ts";
import { balancedAccuracyScore } from "./balanced-accuracy-score.ts";
import * as brier from "./brier-score-loss.ts";
import { calibrationCurve } from "./calibration/calibration-curve.ts";
import { classLikelihoodRatios } from "./class-likelihood-ratios.ts";
import { classificationReport, classificationReportText } from "./classification-report.ts";
import { cohenKappaScore } from "./cohen-kappa-score.ts";
import { confusionMatrix } from "./confusion-matrix.ts";
import { auc } from "./curves/auc.ts";
import { averagePrecisionScore } from "./curves/average-precision-score.ts";
import { confusionMatrixAtThresholds } from "./curves/confusion-matrix-at-thresholds.ts";
import { detCurve } from "./curves/det-curve.ts";
import { precisionRecallCurve } from "./curves/precision-recall-curve.ts";
import { rocAucScore } from "./curves/roc-auc-score.ts";
import { rocCurve } from "./curves/roc-curve.ts";
import { hingeLoss } from "./hinge-loss.ts";
import { jaccardScore } from "./jaccard-score.ts";
import * as logs from "./log-loss.ts";
import { matthewsCorrcoef } from "./matthews-corrcoef.ts";
import { multilabelConfusionMatrix } from "./multilabel-confusion-matrix.ts";
import * as scores from "./precision-recall-fscore.ts";
import { topKAccuracyScore } from "./top-k-accuracy-score.ts";

const golden = new URL("../../../../../golden/classical/", import.meta.url);
const read = (group: string): string => readFileSync(new URL(`${group}.json`, golden), "utf8");

beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

function reportText(
  yTrue: number[],
  yPred: number[],
  { digits = 2, ...options }: { digits?: number; labels?: number[]; targetNames?: string[] },
): string {
  return classificationReportText(classificationReport(yTrue, yPred, options), { digits });
}

const functions = {
  ...accuracy,
  ...brier,
  ...logs,
  ...scores,
  auc,
  averagePrecisionScore,
  balancedAccuracyScore,
  calibrationCurve,
  classLikelihoodRatios,
  cohenKappaScore,
  confusionMatrix,
  confusionMatrixAtThresholds,
  detCurve,
  hingeLoss,
  jaccardScore,
  matthewsCorrcoef,
  multilabelConfusionMatrix,
  precisionRecallCurve,
  reportText,
  rocAucScore,
  rocCurve,
  topKAccuracyScore,
};

describe.each(["metrics-classification", "metrics-probabilities", "metrics-curves"])(
  "%s as in scikit-learn",
  (group) => {
    const cases = goldenCases(read(group), functions);

    it("has cases", () => {
      expect(cases.length).toBeGreaterThan(50);
    });

    it.each(cases)("%s", (_, check) => {
      check(1e-12);
    });
  },
);
