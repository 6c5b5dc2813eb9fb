import type { Label, Labels } from "../estimator/labels.ts";
import { requireLength, validateTarget, validateWeight } from "../estimator/validate.ts";

type Weighted = { sampleWeight?: ArrayLike<number> };

/** The share of rows whose class is predicted. */
export function accuracyOf(
  where: string,
  predicted: readonly Label[],
  y: Labels,
  { sampleWeight }: Weighted,
): number {
  requireLength(where, "y", y.length, predicted.length);
  const weight = sampleWeight && validateWeight(where, sampleWeight, y.length);
  let [right, total] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    const w = weight?.[i] ?? 1;
    total += w;
    if (predicted[i] === y[i]) right += w;
  }
  return right / total;
}

/** R² = 1 − Σ w (y − ŷ)² / Σ w (y − ȳ)²; of a constant target 1 where it is met, else 0. */
export function r2Of(
  where: string,
  predicted: Float64Array,
  y: ArrayLike<number>,
  { sampleWeight }: Weighted,
): number {
  const target = validateTarget(where, y, predicted.length);
  const weight = sampleWeight && validateWeight(where, sampleWeight, y.length);
  const w = (i: number) => weight?.[i] ?? 1;
  let [total, mean, off, around] = [0, 0, 0, 0];
  for (let i = 0; i < target.length; i++) {
    total += w(i);
    mean += w(i) * target[i]!;
  }
  mean /= total;
  for (let i = 0; i < target.length; i++) {
    off += w(i) * (target[i]! - predicted[i]!) ** 2;
    around += w(i) * (target[i]! - mean) ** 2;
  }
  if (around === 0) return off === 0 ? 1 : 0;
  return 1 - off / around;
}
