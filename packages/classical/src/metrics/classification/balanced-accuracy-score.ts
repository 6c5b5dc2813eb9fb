import type { Labels } from "../labels.ts";
import { confusionCounts } from "./confusion-matrix.ts";

export interface BalancedAccuracyOptions {
  sampleWeight?: ArrayLike<number> | undefined;
  /** So that chance, 1 / K, is 0: (score − 1/K) / (1 − 1/K). */
  adjusted?: boolean;
}

/**
 * The mean of the recalls of the classes, 1/K Σ_k C_kk / Σ_l C_kl. Classes that only yPred has are left out, with a
 * warning.
 *
 * Brodersen et al. 2010, https://doi.org/10.1109/ICPR.2010.764
 */
export function balancedAccuracyScore(
  yTrue: Labels,
  yPred: Labels,
  { sampleWeight, adjusted = false }: BalancedAccuracyOptions = {},
): number {
  const C = confusionCounts("balancedAccuracyScore", yTrue, yPred, { sampleWeight });
  const recalls: number[] = [];
  for (let k = 0; k < C.rows; k++) {
    const actual = C.row(k).reduce((sum, value) => sum + value, 0);
    if (actual > 0) recalls.push(C.at(k, k) / actual);
  }
  if (recalls.length < C.rows) {
    console.warn(
      `balancedAccuracyScore: ${C.rows - recalls.length} classes of yPred are not in yTrue; they are left out`,
    );
  }
  const K = recalls.length;
  const score = recalls.reduce((sum, recall) => sum + recall, 0) / K;
  if (!adjusted) return score;
  if (K === 1) {
    throw new RangeError(
      "balancedAccuracyScore: one class in yTrue and adjusted, at least two classes are needed",
    );
  }
  return (score - 1 / K) / (1 - 1 / K);
}
