import { weightedQuantile } from "../../boosting/weighted-quantile.ts";

/**
 * The q-quantile. Without weights between the two values around place q (N − 1), in proportion (Hyndman and Fan 1996, type 7); with weights the smallest
 * value up to which at least the share q of the weight lies (type 1). So do scikit-learn's losses; the two differ by less than a gap between values.
 */
export function quantileOf(values: Float64Array, weight: Float64Array | undefined, q: number): number {
  if (weight) return weightedQuantile(values, weight, q);
  const sorted = values.slice().sort();
  const place = q * (sorted.length - 1);
  const at = Math.floor(place);
  const low = sorted[at]!;
  return low + (place - at) * ((sorted[at + 1] ?? low) - low);
}
