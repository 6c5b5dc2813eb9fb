import type { AnyEstimator } from "../estimator/known.ts";

/** Divides by the sum, in place. */
export function normalise(weight: Float64Array): Float64Array {
  const total = weight.reduce((a, b) => a + b, 0);
  for (let i = 0; i < weight.length; i++) weight[i]! /= total;
  return weight;
}

/** Weights that have shrunk below ε are ε again, so that none is lost; those of 0 stay 0. In place. */
export function keepAboveRounding(weight: Float64Array): void {
  for (let i = 0; i < weight.length; i++)
    if (weight[i]! > 0 && weight[i]! < Number.EPSILON) weight[i] = Number.EPSILON;
}

/** Σ_m α_m importances_m / Σ_m α_m; nothing where an estimator has none. */
export function weightedImportances(
  estimators: readonly AnyEstimator[],
  alphas: Float64Array,
): Float64Array | undefined {
  const own = estimators.map((one) => (one as { featureImportances_?: Float64Array }).featureImportances_);
  if (own.some((importances) => importances === undefined)) return;
  const total = alphas.reduce((a, b) => a + b, 0);
  return own[0]!.map((_, j) => own.reduce((sum, one, m) => sum + alphas[m]! * one![j]!, 0) / total);
}
