import { StudentT } from "@blankfile/statistics";

/** A score with the range in which it may well lie. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
  /** What the interval was made of. */
  scores: number[];
}

/**
 * The mean of J scores of (repeated) cross-validation with a 95 % interval, corrected for training rows that the folds share:
 *
 *   s̄ ± t_{J−1} · √((1/J + n_test/n_train) · s²)
 *
 * Nadeau and Bengio 2003, Inference for the generalization error, https://doi.org/10.1023/A:1024068626366
 */
export function scoreInterval(scores: ArrayLike<number>, testShare: number): Estimate {
  const all = Array.from(scores);
  const J = all.length;
  const value = all.reduce((sum, score) => sum + score, 0) / J;
  if (J < 2) return { value, low: value, high: value, scores: all };
  const variance = all.reduce((sum, score) => sum + (score - value) ** 2, 0) / (J - 1);
  const half = new StudentT({ df: J - 1 }).ppf(0.975) * Math.sqrt((1 / J + testShare) * variance);
  return { value, low: value - half, high: value + half, scores: all };
}
