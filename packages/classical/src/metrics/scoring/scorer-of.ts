import { accuracyScore } from "../classification/accuracy-score.ts";
import type { Average, ScoreOptions } from "../classification/averages.ts";
import { balancedAccuracyScore } from "../classification/balanced-accuracy-score.ts";
import { brierScoreLoss, d2BrierScore } from "../classification/brier-score-loss.ts";
import { classLikelihoodRatios } from "../classification/class-likelihood-ratios.ts";
import { averagePrecisionScore } from "../classification/curves/average-precision-score.ts";
import { type RocAucOptions, rocAucScore } from "../classification/curves/roc-auc-score.ts";
import { jaccardScore } from "../classification/jaccard-score.ts";
import { d2LogLossScore, logLoss } from "../classification/log-loss.ts";
import { matthewsCorrcoef } from "../classification/matthews-corrcoef.ts";
import { f1Score, precisionScore, recallScore } from "../classification/precision-recall-fscore.ts";
import type { Scores } from "../classification/probabilities.ts";
import { topKAccuracyScore } from "../classification/top-k-accuracy-score.ts";
import {
  adjustedMutualInfoScore,
  mutualInfoScore,
  normalizedMutualInfoScore,
} from "../clustering/mutual-info-score.ts";
import { adjustedRandScore, fowlkesMallowsScore, randScore } from "../clustering/pair-confusion-matrix.ts";
import { completenessScore, homogeneityScore, vMeasureScore } from "../clustering/v-measure-score.ts";
import type { Label, Labels } from "../labels.ts";
import type { Multilabel } from "../multilabel.ts";
import {
  maxError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  medianAbsoluteError,
} from "../regression/absolute-error.ts";
import { meanGammaDeviance, meanPoissonDeviance } from "../regression/deviance.ts";
import { d2AbsoluteErrorScore } from "../regression/pinball-loss.ts";
import { explainedVarianceScore, r2Score } from "../regression/r2-score.ts";
import {
  meanSquaredError,
  meanSquaredLogError,
  rootMeanSquaredError,
  rootMeanSquaredLogError,
} from "../regression/squared-error.ts";
import type { RegressionOptions } from "../regression/targets.ts";
import { type Metric, type MetricContext, makeScorer, type Scorer } from "./scorer.ts";

/** The scorer of a name; the names are scikit-learn's scoring strings, letter by letter. */
export function scorerOf(name: string): Scorer {
  const scorer = scorers.get(name);
  if (scorer !== undefined) return scorer;
  throw new RangeError(`scorerOf: ${JSON.stringify(name)}, one of ${scorerNames().join(", ")} is needed`);
}

/** All names that `scorerOf` knows, in order. */
export function scorerNames(): string[] {
  return [...scorers.keys()].sort();
}

type OfNumbers = (yTrue: ArrayLike<number>, yPred: ArrayLike<number>, options: RegressionOptions) => number;
type OfLabels = (yTrue: Labels | Multilabel, yPred: Labels | Multilabel, options: MetricContext) => number;
type OfClusters = (labelsTrue: Labels, labelsPred: Labels) => number;
type OfClasses = (yTrue: Labels | Multilabel, yPred: Labels | Multilabel, options: ScoreOptions) => number;

const byNumbers = (metric: OfNumbers, greaterIsBetter = true): Scorer =>
  makeScorer(
    (y, found, { sampleWeight }) =>
      metric(y as ArrayLike<number>, found as ArrayLike<number>, { sampleWeight }),
    { greaterIsBetter },
  );

const byLabels = (metric: OfLabels): Scorer =>
  makeScorer((y, found, { sampleWeight }) => metric(y, found as Labels, { sampleWeight }));

const byClusters = (metric: OfClusters): Scorer =>
  makeScorer((y, found) => metric(y as Labels, found as Labels));

/** Each average of one name, as `precision`, `precision_macro`, … */
function byClasses(name: string, metric: OfClasses): [string, Scorer][] {
  const averages: Average[] = ["binary", "micro", "macro", "weighted", "samples"];
  return averages.map((average) => [
    average === "binary" ? name : `${name}_${average}`,
    makeScorer((y, found, { sampleWeight }) => metric(y, found as Labels, { average, sampleWeight })),
  ]);
}

/** Of probabilities: of two classes those of the second, which is then the positive one. */
const byProbabilities = (metric: Metric, greaterIsBetter = true): Scorer =>
  makeScorer(metric, { greaterIsBetter, needs: "predictProba" });

/** Of decisions, or probabilities where there are none. */
const byRanks = (metric: Metric): Scorer =>
  makeScorer(metric, { needs: ["decisionFunction", "predictProba"] });

const aucOf =
  (options: RocAucOptions): Metric =>
  (y, scores, { sampleWeight, classes }) =>
    rocAucScore(y, scores as Scores, { ...options, sampleWeight, labels: classes });

/** The second of two classes, by the estimator's order or, without it, that of yTrue. */
const positiveOf = (classes: readonly Label[] | undefined): { posLabel?: Label | undefined } =>
  classes?.length === 2 ? { posLabel: classes[1] } : {};

const brierOptions = ({ sampleWeight, classes }: MetricContext) => ({
  sampleWeight,
  labels: classes,
  ...positiveOf(classes),
});

const likelihoodRatio =
  (which: "positive" | "negative"): OfLabels =>
  (y, found, { sampleWeight }) =>
    classLikelihoodRatios(y as Labels, found as Labels, { sampleWeight, replaceUndefinedBy: 1 })[which];

const scorers: ReadonlyMap<string, Scorer> = new Map([
  ["accuracy", byLabels(accuracyScore)],
  [
    "balanced_accuracy",
    byLabels((y, found, options) => balancedAccuracyScore(y as Labels, found as Labels, options)),
  ],
  [
    "matthews_corrcoef",
    byLabels((y, found, options) => matthewsCorrcoef(y as Labels, found as Labels, options)),
  ],
  ["positive_likelihood_ratio", byLabels(likelihoodRatio("positive"))],
  [
    "neg_negative_likelihood_ratio",
    byLabels((y, found, options) => -likelihoodRatio("negative")(y, found, options)),
  ],
  ...byClasses("precision", precisionScore),
  ...byClasses("recall", recallScore),
  ...byClasses("f1", f1Score),
  ...byClasses("jaccard", jaccardScore),
  [
    "neg_log_loss",
    byProbabilities(
      (y, P, { sampleWeight, classes }) =>
        logLoss(y as Labels, P as Scores, { sampleWeight, labels: classes }),
      false,
    ),
  ],
  [
    "d2_log_loss_score",
    byProbabilities((y, P, { sampleWeight, classes }) =>
      d2LogLossScore(y as Labels, P as Scores, { sampleWeight, labels: classes }),
    ),
  ],
  [
    "neg_brier_score",
    byProbabilities(
      (y, P, context) => brierScoreLoss(y as Labels, P as Scores, brierOptions(context)),
      false,
    ),
  ],
  [
    "d2_brier_score",
    byProbabilities((y, P, context) => d2BrierScore(y as Labels, P as Scores, brierOptions(context))),
  ],
  [
    "top_k_accuracy",
    byRanks((y, S, { sampleWeight, classes }) =>
      topKAccuracyScore(y as Labels, S as Scores, { sampleWeight, labels: classes }),
    ),
  ],
  ["roc_auc", byRanks(aucOf({}))],
  ["roc_auc_ovr", byProbabilities(aucOf({ multiClass: "ovr" }))],
  ["roc_auc_ovr_weighted", byProbabilities(aucOf({ multiClass: "ovr", average: "weighted" }))],
  ["roc_auc_ovo", byProbabilities(aucOf({ multiClass: "ovo" }))],
  ["roc_auc_ovo_weighted", byProbabilities(aucOf({ multiClass: "ovo", average: "weighted" }))],
  [
    "average_precision",
    byRanks((y, S, { sampleWeight, classes }) =>
      averagePrecisionScore(y, S as Scores, { sampleWeight, ...positiveOf(classes) }),
    ),
  ],
  ["r2", byNumbers(r2Score)],
  ["explained_variance", byNumbers(explainedVarianceScore)],
  ["d2_absolute_error_score", byNumbers(d2AbsoluteErrorScore)],
  ["neg_mean_squared_error", byNumbers(meanSquaredError, false)],
  ["neg_root_mean_squared_error", byNumbers(rootMeanSquaredError, false)],
  ["neg_mean_squared_log_error", byNumbers(meanSquaredLogError, false)],
  ["neg_root_mean_squared_log_error", byNumbers(rootMeanSquaredLogError, false)],
  ["neg_mean_absolute_error", byNumbers(meanAbsoluteError, false)],
  ["neg_median_absolute_error", byNumbers(medianAbsoluteError, false)],
  ["neg_mean_absolute_percentage_error", byNumbers(meanAbsolutePercentageError, false)],
  ["neg_max_error", byNumbers(maxError, false)],
  ["neg_mean_poisson_deviance", byNumbers(meanPoissonDeviance, false)],
  ["neg_mean_gamma_deviance", byNumbers(meanGammaDeviance, false)],
  ["adjusted_rand_score", byClusters(adjustedRandScore)],
  ["rand_score", byClusters(randScore)],
  ["fowlkes_mallows_score", byClusters(fowlkesMallowsScore)],
  ["mutual_info_score", byClusters(mutualInfoScore)],
  ["normalized_mutual_info_score", byClusters(normalizedMutualInfoScore)],
  ["adjusted_mutual_info_score", byClusters(adjustedMutualInfoScore)],
  ["homogeneity_score", byClusters(homogeneityScore)],
  ["completeness_score", byClusters(completenessScore)],
  ["v_measure_score", byClusters(vMeasureScore)],
]);
