import { expSquare } from "../error/exp-square.ts";
import { solveIncreasing } from "../solve-increasing.ts";

/**
 * Kolmogorov's distribution, the limit of √n D_n, D_n = sup |F_n − F|.
 *
 *   P(K ≤ x) = √(2π)/x Σ_{i≥1} e^(−(2i−1)² π² / (8x²))        x < 1
 *   P(K > x) = 2 Σ_{i≥1} (−1)^(i−1) e^(−2 i² x²)              x ≥ 1
 *
 * Kolmogorov 1933; Marsaglia, Tsang and Wang 2003, https://doi.org/10.18637/jss.v008.i18. Relative error of the upper
 * tail below 2e-15, of the lower one below 1e-15 + 4e-16/x².
 */
export function kolmogorovCdf(x: number): number {
  return x < 1 ? lower(x) : 1 - upper(x);
}

/** P(K > x), the asymptotic p-value of the two-sided test at x = √n d. */
export function kolmogorovSf(x: number): number {
  return x < 1 ? 1 - lower(x) : upper(x);
}

/** d/dx P(K ≤ x). */
export function kolmogorovPdf(x: number): number {
  // Below 0.03 and above 20 the density underflows.
  if (!(x > 0.03 && x < 20)) return Number.isNaN(x) ? x : 0;
  let sum = 0;
  if (x < 1) {
    for (let odd = 1; odd <= 9; odd += 2) {
      const t = (odd * Math.PI) ** 2 / (8 * x * x);
      sum += Math.exp(-t) * (2 * t - 1);
    }
    return (rootTwoPi / (x * x)) * sum;
  }
  for (let i = 1; i <= 6; i++) sum += (i % 2 === 1 ? 1 : -1) * i * i * Math.exp(-2 * i * i * x * x);
  return 8 * x * sum;
}

/** x with P(K > x) = q. */
export function kolmogorovIsf(q: number): number {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`kolmogorovIsf: q = ${q}, a probability is needed`);
  if (q === 0 || q === 1) return q === 0 ? Number.POSITIVE_INFINITY : 0;
  if (q > 0.5) return kolmogorovPpf(1 - q);
  return solveIncreasing({
    f: (x) => [Math.log(q) - Math.log(kolmogorovSf(x)), kolmogorovPdf(x) / kolmogorovSf(x)],
    low: 0,
    high: 20,
    start: Math.sqrt(-0.5 * Math.log(q / 2)),
  });
}

/** x with P(K ≤ x) = p. */
export function kolmogorovPpf(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`kolmogorovPpf: p = ${p}, a probability is needed`);
  if (p === 0 || p === 1) return p === 0 ? 0 : Number.POSITIVE_INFINITY;
  if (p > 0.5) return kolmogorovIsf(1 - p);
  return solveIncreasing({
    f: (x) => [Math.log(kolmogorovCdf(x)) - Math.log(p), kolmogorovPdf(x) / kolmogorovCdf(x)],
    low: 0.02,
    high: 20,
    start: 0.5,
  });
}

const rootTwoPi = 2.5066282746310007;

function lower(x: number): number {
  if (!(x > 0.03)) return Number.isNaN(x) ? x : 0;
  let sum = 0;
  for (let odd = 1; odd <= 9; odd += 2) sum += Math.exp(-((odd * Math.PI) ** 2) / (8 * x * x));
  return (rootTwoPi / x) * sum;
}

function upper(x: number): number {
  let sum = 0;
  // 2 i² x² = (2ix)²/2, whose square is not rounded.
  for (let i = 1; i <= 6; i++) sum += (i % 2 === 1 ? 1 : -1) * expSquare(2 * i * x, 0.5);
  return 2 * sum;
}
