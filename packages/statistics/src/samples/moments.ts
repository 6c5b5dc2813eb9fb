/**
 * Sums and moments of a checked sample.
 *
 *   x̄ = Σ x_i / n,   m_k = Σ (x_i − x̄)^k / n,   s² = Σ (x_i − x̄)² / (n − ddof)
 *
 * In two passes, so that a large mean does not eat the digits of a small variance (Chan, Golub and LeVeque 1983,
 * https://doi.org/10.1080/00031305.1983.10483115).
 */

export function sum(x: ArrayLike<number>): number {
  // Neumaier 1974: what each addition loses is kept beside the sum.
  let [total, lost] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** Corrected by the mean of what is left, m + Σ (x_i − m)/n, so that equal values have themselves for mean, and variance 0. */
export function mean(x: ArrayLike<number>): number {
  const n = x.length;
  let total = 0;
  for (let i = 0; i < n; i++) total += x[i]!;
  const first = total / n;
  let rest = 0;
  for (let i = 0; i < n; i++) rest += x[i]! - first;
  return first + rest / n;
}

/** Σ (x_i − x̄)². */
export function sumOfSquares(x: ArrayLike<number>, centre = mean(x)): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += (x[i]! - centre) ** 2;
  return total;
}

/** s² with n − ddof in the denominator; the unbiased one by default. */
export function variance(x: ArrayLike<number>, ddof = 1): number {
  return sumOfSquares(x) / (x.length - ddof);
}

export function standardDeviation(x: ArrayLike<number>, ddof = 1): number {
  return Math.sqrt(variance(x, ddof));
}

/** m_k, the k-th moment about the mean. */
export function centralMoment(x: ArrayLike<number>, k: number): number {
  const centre = mean(x);
  let total = 0;
  for (let i = 0; i < x.length; i++) total += (x[i]! - centre) ** k;
  return total / x.length;
}

export function median(x: ArrayLike<number>): number {
  return quantile(Float64Array.from(x).sort(), 0.5);
}

/** The q-quantile of values already sorted, linear between order statistics (type 7 of Hyndman and Fan 1996, NumPy's own). */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const place = (sorted.length - 1) * q;
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (place - below);
}
