/** The values that are not NaN, upwards. */
export function sortedValues(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value)).sort();
}

/**
 * The quantile q of sorted values, between neighbours on a line (Hyndman and Fan's type 7, NumPy's "linear"):
 *
 *   h = (n − 1) q,   x_⌊h⌋ + (h − ⌊h⌋) (x_⌊h⌋₊₁ − x_⌊h⌋)
 *
 * Hyndman and Fan 1996, "Sample quantiles in statistical packages", https://doi.org/10.1080/00031305.1996.10473566. NaN where there are no values.
 */
export function quantileOfSorted(sorted: ArrayLike<number>, q: number): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const h = (n - 1) * q;
  const below = Math.min(Math.floor(h), n - 1);
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, n - 1)]!];
  return low + (h - below) * (high - low);
}

/**
 * The inverse of the (weighted) distribution function, and where it is flat the middle of both ends (Hyndman and Fan's type 2): the least x
 * with Σ_{x_i ≤ x} w_i ≥ q Σ w, averaged with the next x where that is an equality.
 */
export function averagedQuantile(sorted: ArrayLike<number>, q: number, weight?: ArrayLike<number>): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  if (!weight) {
    const h = n * q;
    const whole = Math.round(h);
    // Rounding of q must not tear apart what is equal: 0.1 · 30 is 3.
    const isWhole = Math.abs(h - whole) <= 1e-12 * n;
    const at = Math.min(Math.max((isWhole ? whole : Math.ceil(h)) - 1, 0), n - 1);
    return isWhole && whole > 0 && at + 1 < n ? (sorted[at]! + sorted[at + 1]!) / 2 : sorted[at]!;
  }
  let total = 0;
  for (let i = 0; i < n; i++) total += weight[i]!;
  const wanted = q * total;
  const slack = 1e-12 * total;
  let [sum, at] = [0, 0];
  for (; at < n; at++) {
    sum += weight[at]!;
    if (weight[at]! > 0 && sum >= wanted - slack) break;
  }
  at = Math.min(at, n - 1);
  if (wanted <= 0 || Math.abs(sum - wanted) > slack) return sorted[at]!;
  let next = at + 1;
  while (next < n && weight[next] === 0) next++;
  return next < n ? (sorted[at]! + sorted[next]!) / 2 : sorted[at]!;
}
