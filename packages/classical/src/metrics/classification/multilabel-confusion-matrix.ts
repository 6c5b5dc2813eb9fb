import { Matrix } from "../../matrix/matrix.ts";
import { codesOf, type Label, type Labels, requireDistinct, show, uniqueLabels } from "../labels.ts";
import { isMultilabel, type Multilabel, requireIndicator, requireSameShape } from "../multilabel.ts";
import { requireSameLength, requireWeights } from "../samples.ts";

export interface MultilabelConfusionOptions {
  /** The classes and their order; with many labels a sample, columns. All unless given. */
  labels?: readonly Label[] | undefined;
  sampleWeight?: ArrayLike<number> | undefined;
  /** A matrix a sample instead of one a class, for many labels a sample. */
  samplewise?: boolean;
}

/**
 * For each class against all others [[true negatives, false positives], [false negatives, true positives]], 2 × 2 each.
 */
export function multilabelConfusionMatrix(
  yTrue: Labels | Multilabel,
  yPred: Labels | Multilabel,
  options: MultilabelConfusionOptions = {},
): Matrix[] {
  const { tp, predicted, actual, total } = classCounts("multilabelConfusionMatrix", yTrue, yPred, options);
  return Array.from(tp, (hit, k) => {
    const [fp, fn] = [predicted[k]! - hit, actual[k]! - hit];
    return new Matrix(Float64Array.of(total[k]! - hit - fp - fn, fp, fn, hit), [2, 2]);
  });
}

/** Weighted numbers of samples for each class k (or each sample), [K]. */
export interface ClassCounts {
  /** Those of class k that were found to be k. */
  tp: Float64Array;
  /** Those that were found to be k. */
  predicted: Float64Array;
  /** Those of class k. */
  actual: Float64Array;
  /** All. */
  total: Float64Array;
  /** What each k is called. */
  names: readonly Label[];
}

export function classCounts(
  where: string,
  yTrue: Labels | Multilabel,
  yPred: Labels | Multilabel,
  options: MultilabelConfusionOptions,
): ClassCounts {
  if (isMultilabel(yTrue) && isMultilabel(yPred)) return countIndicators(where, yTrue, yPred, options);
  if (isMultilabel(yTrue) || isMultilabel(yPred)) {
    throw new RangeError(`${where}: one of yTrue and yPred has many labels a sample, both or none need them`);
  }
  if (options.samplewise) {
    throw new RangeError(
      `${where}: one label a sample, rows of labels (0 or 1) are needed to count for each sample`,
    );
  }
  const n = requireSameLength(where, { yTrue, yPred });
  const weight = requireWeights(where, options.sampleWeight, n);
  const present = uniqueLabels(where, yTrue, yPred);
  const names = options.labels === undefined ? present : requireDistinct(where, options.labels);
  const [truth, found] = [codesOf(yTrue, names), codesOf(yPred, names)];
  const counts = emptyCounts(names);
  for (let i = 0; i < n; i++) {
    const w = weight === undefined ? 1 : weight[i]!;
    const [k, l] = [truth[i]!, found[i]!];
    if (k >= 0) counts.actual[k]! += w;
    if (l >= 0) counts.predicted[l]! += w;
    if (k >= 0 && k === l) counts.tp[k]! += w;
    counts.total[0]! += w;
  }
  counts.total.fill(counts.total[0]!);
  return counts;
}

function countIndicators(
  where: string,
  yTrue: Multilabel,
  yPred: Multilabel,
  { labels, sampleWeight, samplewise = false }: MultilabelConfusionOptions,
): ClassCounts {
  const truth = requireIndicator(where, "yTrue", yTrue);
  const found = requireIndicator(where, "yPred", yPred);
  requireSameShape(where, { yTrue: truth, yPred: found });
  const weight = requireWeights(where, sampleWeight, truth.rows);
  const columns =
    labels === undefined ? Array.from({ length: truth.cols }, (_, k) => k) : requireDistinct(where, labels);
  const wrong = columns.find(
    (k) => !(Number.isInteger(k) && (k as number) >= 0 && (k as number) < truth.cols),
  );
  if (wrong !== undefined)
    throw new RangeError(`${where}: label ${show(wrong)}, a column 0 to ${truth.cols - 1} is needed`);
  const names = samplewise ? Array.from({ length: truth.rows }, (_, i) => i) : columns;
  const counts = emptyCounts(names);
  for (let i = 0; i < truth.rows; i++) {
    const w = weight === undefined ? 1 : weight[i]!;
    for (const [place, k] of (columns as readonly number[]).entries()) {
      const at = samplewise ? i : place;
      const [t, p] = [truth.at(i, k), found.at(i, k)];
      counts.actual[at]! += w * t;
      counts.predicted[at]! += w * p;
      counts.tp[at]! += w * t * p;
      counts.total[at]! += w;
    }
  }
  return counts;
}

function emptyCounts(names: readonly Label[]): ClassCounts {
  const zeros = () => new Float64Array(names.length);
  return { tp: zeros(), predicted: zeros(), actual: zeros(), total: zeros(), names };
}
