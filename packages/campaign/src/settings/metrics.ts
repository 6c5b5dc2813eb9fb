import { type Scorer, scorerOf } from "@blankfile/classical";

/** A score as a campaign speaks of it. */
export interface Metric {
  /** As scikit-learn names it, without "neg_". */
  name: string;
  /** In words. */
  label: string;
  /** The scorer's name; more is better there. */
  scorer: string;
  isHigherBetter: boolean;
  task: "classification" | "regression";
  /** Needs probabilities and not classes. */
  ofProbabilities: boolean;
}

const metric = (
  name: string,
  label: string,
  task: Metric["task"],
  more: Partial<Metric> = {},
): [string, Metric] => [
  name,
  { name, label, scorer: name, isHigherBetter: true, task, ofProbabilities: false, ...more },
];
const loss = { isHigherBetter: false };
const ranks = { ofProbabilities: true };

const metrics = new Map<string, Metric>([
  metric("accuracy", "accuracy", "classification"),
  metric("balanced_accuracy", "balanced accuracy", "classification"),
  metric("f1", "F1", "classification"),
  metric("roc_auc", "area under the ROC curve", "classification", ranks),
  metric("average_precision", "average precision", "classification", ranks),
  metric("log_loss", "log loss", "classification", { ...loss, ...ranks, scorer: "neg_log_loss" }),
  metric("rmse", "root mean squared error", "regression", { ...loss, scorer: "neg_root_mean_squared_error" }),
  metric("mae", "mean absolute error", "regression", { ...loss, scorer: "neg_mean_absolute_error" }),
  metric("rmsle", "root mean squared logarithmic error", "regression", {
    ...loss,
    scorer: "neg_root_mean_squared_log_error",
  }),
  metric("r2", "R²", "regression"),
]);

export function metricNames(task?: Metric["task"]): string[] {
  return [...metrics.values()]
    .filter((one) => task === undefined || one.task === task)
    .map(({ name }) => name);
}

export function metricNamed(name: string, task: Metric["task"]): Metric {
  const found = metrics.get(name);
  if (found?.task === task) return found;
  throw new RangeError(
    `metric: ${JSON.stringify(name)} for ${task}, one of ${metricNames(task).join(", ")} is needed`,
  );
}

/** A scorer whose values read as the metric does: an error is positive. More is better only where the metric says so. */
export function readableScorer({ scorer, isHigherBetter }: Metric): Scorer {
  const inner = scorerOf(scorer);
  return isHigherBetter ? inner : (estimator, X, y, options) => -inner(estimator, X, y, options);
}

/** The ends of what the metric can be: shares from 0 to 1, errors from 0, R² up to 1. */
export function metricRange({ name, isHigherBetter }: Metric): [low: number, high: number] {
  if (!isHigherBetter) return [0, Number.POSITIVE_INFINITY];
  return [name === "r2" ? Number.NEGATIVE_INFINITY : 0, 1];
}

/** Whether a is better than b. */
export const isBetter = ({ isHigherBetter }: Metric, a: number, b: number): boolean =>
  isHigherBetter ? a > b : a < b;

/** 0.8312 for shares, 47,320 for large errors. */
export function scoreText(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return "–";
  if (size >= 1000) return Math.round(value).toLocaleString("en-US");
  if (size >= 10) return value.toFixed(1);
  return size >= 0.001 || size === 0 ? value.toFixed(3) : value.toExponential(2);
}
