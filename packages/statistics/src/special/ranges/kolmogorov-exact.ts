import { logFactorial } from "../gamma/factorial.ts";
import { solveIncreasing } from "../solve-increasing.ts";
import { pelzGood } from "./pelz-good.ts";

/**
 * The exact distribution of D_n = sup |F_n(x) − F(x)| for a sample of n from a continuous F.
 *
 *   d ≤ 1/(2n): 0;   d ≤ 1/n: n! (2d − 1/n)ⁿ;   d ≥ ½ …: 1 − 2 P(D⁺ > d)
 *   P(D_n < d) = n!/nⁿ (Hⁿ)_{kk},   d = (k − h)/n,   H [2k−1, 2k−1] as below
 *
 * Durbin 1973; Marsaglia, Tsang and Wang 2003, https://doi.org/10.18637/jss.v008.i18. The upper tail is twice the one-sided Smirnov tail
 * once n d² ≥ 4, where crossing both lines has a probability about e^(−6 n d²) < 4e-11 times smaller (Simard and L'Ecuyer 2011,
 * https://doi.org/10.18637/jss.v039.i11). Above n = 1,000 the matrix gives way to Pelz and Good's expansion, with an absolute error of
 * about 1e-8. Else the lower tail is right to 1e-12 relative, the upper one to 1e-9.
 */
export function kolmogorovExactCdf(d: number, n: number): number {
  return both("kolmogorovExactCdf", d, n)[0];
}

/** P(D_n > d), the exact p-value of the two-sided one-sample test. */
export function kolmogorovExactSf(d: number, n: number): number {
  return both("kolmogorovExactSf", d, n)[1];
}

/** P(D_n⁺ > d) = d Σ_{j ≤ n(1−d)} C(n, j) (1 − d − j/n)^(n−j) (d + j/n)^(j−1): one-sided, exact (Smirnov 1944), all terms positive. */
export function smirnovSf(d: number, n: number): number {
  requireSample("smirnovSf", n);
  if (!(d > 0)) return Number.isNaN(d) ? d : 1;
  if (d >= 1) return 0;
  let sum = 0;
  const logN = logFactorial(n);
  for (let j = 0; j <= Math.floor(n * (1 - d)); j++) {
    const rest = 1 - d - j / n;
    if (rest <= 0) continue;
    const choose = logN - logFactorial(j) - logFactorial(n - j);
    sum += Math.exp(choose + (n - j) * Math.log(rest) + (j - 1) * Math.log(d + j / n));
  }
  return Math.min(1, d * sum);
}

/** d with P(D_n > d) = q: the critical value. By bisection in the doubles, since the density is only piecewise smooth. */
export function kolmogorovExactIsf(q: number, n: number): number {
  requireSample("kolmogorovExactIsf", n);
  if (!(q >= 0 && q <= 1)) throw new RangeError(`kolmogorovExactIsf: q = ${q}, a probability is needed`);
  if (q === 0 || q === 1) return q === 0 ? 1 : 0.5 / n;
  return solveIncreasing({
    f: (d) => [q - both("kolmogorovExactIsf", d, n)[1], Number.NaN],
    low: 0.5 / n,
    high: 1,
    start: Math.sqrt((-0.5 * Math.log(q / 2)) / n),
  });
}

function both(where: string, d: number, n: number): readonly [number, number] {
  requireSample(where, n);
  if (Number.isNaN(d)) return [d, d];
  if (d <= 0.5 / n) return [0, 1];
  if (d >= 1) return [1, 0];
  if (n * d <= 1) {
    const lower = Math.exp(logFactorial(n) + n * Math.log(2 * d - 1 / n));
    return [lower, 1 - lower];
  }
  if (n * d * d >= 4 || d >= 0.5) {
    // For d ≥ ½ the two one-sided events exclude one another, and twice is exact.
    const upper = Math.min(1, 2 * smirnovSf(d, n));
    return [1 - upper, upper];
  }
  const lower = n > 1000 ? pelzGood(d, n) : durbin(d, n);
  return [lower, 1 - lower];
}

/** n!/nⁿ (Hⁿ)_{kk} with an exponent of ten carried along. */
function durbin(d: number, n: number): number {
  const k = Math.ceil(n * d);
  const h = k - n * d;
  const m = 2 * k - 1;
  let power = steps(m, h);
  let result: Float64Array | undefined;
  let [powerExponent, exponent] = [0, 0];
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) {
      result = result === undefined ? power : multiply(result, power, m);
      exponent += powerExponent;
      exponent += rescale(result, (k - 1) * m + k - 1);
    }
    if (rest > 1) {
      power = multiply(power, power, m);
      powerExponent *= 2;
      powerExponent += rescale(power, (k - 1) * m + k - 1);
    }
  }
  const value = result![(k - 1) * m + k - 1]!;
  return Math.min(1, Math.exp(Math.log(value) + exponent * Math.LN2 + logFactorial(n) - n * Math.log(n)));
}

/** H of Marsaglia, Tsang and Wang: 1/(i − j + 1)! below the superdiagonal, corrected by h in the first column and the last row. */
function steps(m: number, h: number): Float64Array {
  const H = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) if (i - j + 1 >= 0) H[i * m + j] = 1;
  }
  for (let i = 0; i < m; i++) {
    H[i * m]! -= h ** (i + 1);
    H[(m - 1) * m + i]! -= h ** (m - i);
  }
  if (2 * h > 1) H[(m - 1) * m]! += (2 * h - 1) ** m;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < i; j++) for (let g = 2; g <= i - j + 1; g++) H[i * m + j]! /= g;
  }
  return H;
}

function multiply(a: Float64Array, b: Float64Array, m: number): Float64Array {
  const out = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < m; k++) {
      const factor = a[i * m + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < m; j++) out[i * m + j]! += factor * b[k * m + j]!;
    }
  }
  return out;
}

/** Divides by a power of two that brings the given element to about 1 and returns its exponent. A matrix that was shared is not touched. */
function rescale(matrix: Float64Array, at: number): number {
  const size = Math.abs(matrix[at]!);
  if (size === 0 || (size < 1e140 && size > 1e-140)) return 0;
  const exponent = Math.round(Math.log2(size));
  const factor = 2 ** -exponent;
  for (let i = 0; i < matrix.length; i++) matrix[i]! *= factor;
  return exponent;
}

function requireSample(where: string, n: number): void {
  // The one-sided tail is a sum of n terms.
  if (Number.isInteger(n) && n >= 1 && n <= 1e8) return;
  throw new RangeError(
    `${where}: n = ${n}, a whole number from 1 to 10^8 is needed; beyond, kolmogorovSf at √n d`,
  );
}
