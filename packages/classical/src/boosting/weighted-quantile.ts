/**
 * The smallest value up to which at least the share q of the weight lies, the inverse of the weighted distribution function. Whole weights are repeats.
 * Hyndman and Fan 1996, type 1, https://doi.org/10.1080/00031305.1996.10473566
 */
export function weightedQuantile(values: Float64Array, weight: Float64Array, q: number): number {
  const order = Int32Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!);
  let total = 0;
  for (const w of weight) total += w;
  const bound = q * total;
  let below = 0;
  for (const i of order) {
    below += weight[i]!;
    if (below >= bound && weight[i]! > 0) return values[i]!;
  }
  return values[order.findLast((i) => weight[i]! > 0)!]!;
}
