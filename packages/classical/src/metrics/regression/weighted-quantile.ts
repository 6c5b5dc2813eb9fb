/**
 * The value below which a share q of the weight lies: the first whose cumulative weight reaches q Σ w, or the mean of
 * it and the next where it reaches q Σ w exactly. With equal weights and q = ½ the median. Values of weight 0 do not
 * count.
 *
 * Hyndman and Fan 1996, definition 2, https://doi.org/10.2307/2684934
 */
export function weightedQuantile(values: ArrayLike<number>, q: number, weight?: ArrayLike<number>): number {
  const { sorted, weights } = inOrder(values, weight);
  const total = weights.reduce((sum, w) => sum + w, 0);
  let at = 0;
  let reached = weights[0]!;
  while (at < sorted.length - 1 && reached < q * total) reached += weights[++at]!;
  if (reached - q * total > Number.EPSILON) return sorted[at]!;
  return (sorted[at]! + sorted[Math.min(at + 1, sorted.length - 1)]!) / 2;
}

function inOrder(
  values: ArrayLike<number>,
  weight: ArrayLike<number> | undefined,
): { sorted: Float64Array; weights: Float64Array } {
  if (weight === undefined) {
    const sorted = Float64Array.from(values).sort();
    return { sorted, weights: new Float64Array(sorted.length).fill(1) };
  }
  const order = Array.from(values, (_, i) => i)
    .filter((i) => weight[i]! > 0)
    .sort((i, j) => values[i]! - values[j]! || i - j);
  return {
    sorted: Float64Array.from(order, (i) => values[i]!),
    weights: Float64Array.from(order, (i) => weight[i]!),
  };
}
