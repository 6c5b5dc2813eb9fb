import type { Split } from "../model-selection/splitters/splitter.ts";

/** What is predicted: numbers, or for a classifier the class of each row as a code. */
export interface AuditTarget {
  readonly kind: "classes" | "numbers";
  readonly values: Float64Array;
  /** K; 0 of numbers. */
  readonly classes: number;
}

/**
 * How well one column alone predicts rows that it was not learnt from: 1 is perfect, 0 no better than a constant.
 *
 * The column is cut into at most 40 parts of equal counts (words: one part for each, and one for missing values); each part predicts the mean of
 * its training rows, drawn towards the mean of all by one row's weight. The score is R² of numbers; of classes 1 − Brier / Brier of the shares.
 */
export function columnStrength(
  values: Float64Array,
  isNumber: boolean,
  target: AuditTarget,
  splits: readonly Split[],
): number {
  const outputs = outputsOf(target);
  let [error, base] = [0, 0];
  for (const { train, test } of splits) {
    const partOf = partition(values, isNumber, train);
    for (const output of outputs) {
      const [sums, counts] = [new Map<number, number>(), new Map<number, number>()];
      let total = 0;
      for (const i of train) {
        const part = partOf(values[i]!);
        sums.set(part, (sums.get(part) ?? 0) + output[i]!);
        counts.set(part, (counts.get(part) ?? 0) + 1);
        total += output[i]!;
      }
      const mean = total / train.length;
      for (const i of test) {
        const part = partOf(values[i]!);
        const predicted = ((sums.get(part) ?? 0) + mean) / ((counts.get(part) ?? 0) + 1);
        error += (output[i]! - predicted) ** 2;
        base += (output[i]! - mean) ** 2;
      }
    }
  }
  return base === 0 ? 0 : 1 - error / base;
}

/** One column of numbers, or an indicator for each class. */
function outputsOf({ kind, values, classes }: AuditTarget): Float64Array[] {
  if (kind === "numbers") return [values];
  return Array.from({ length: classes }, (_, k) => values.map((code) => Number(code === k)));
}

const parts = 40;

/** Numbers of more than 40 different values are cut at quantiles of the training rows. */
function partition(values: Float64Array, isNumber: boolean, train: Int32Array): (value: number) => number {
  const known = Float64Array.from(train, (i) => values[i]!)
    .filter((value) => !Number.isNaN(value))
    .sort();
  if (!isNumber || new Set(known).size <= parts)
    return (value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value);
  const cuts = Array.from(
    { length: parts - 1 },
    (_, k) => known[Math.floor(((k + 1) * known.length) / parts)]!,
  );
  return (value) => {
    if (Number.isNaN(value)) return Number.NEGATIVE_INFINITY;
    let [low, high] = [0, cuts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value < cuts[middle]!) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
