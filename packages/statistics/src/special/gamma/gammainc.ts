import { erfc } from "../error/erf.ts";
import { erfcx } from "../error/erfcx.ts";
import { log1pmx } from "../logs/log1pmx.ts";
import { gamma } from "./gamma.ts";
import { lgamma1p } from "./lgamma.ts";
import { stirlingSeries } from "./stirling-series.ts";
import { temmeCoefficients } from "./temme-coefficients.ts";

/**
 * The regularised lower incomplete gamma function.
 *
 *   P(a, x) = 1/Γ(a) ∫₀ˣ t^(a−1) e^(−t) dt,   a ≥ 0, x ≥ 0
 *
 * Four ways, and of P and Q always the smaller one is computed and the other is 1 minus it:
 *
 *   a < 1, x < 1.5:        P = c (1 + s), Q = (1 − c) − c s,  c = x^a/Γ(1+a), s = a Σ (−x)ⁿ / (n! (a+n))
 *   a ≥ 25, |x − a| < 0.3a: Temme's uniform expansion
 *   x < a:                 P = x^a e^(−x)/Γ(a+1) (1 + x/(a+1) + x²/((a+1)(a+2)) + …)
 *   x ≥ a:                 Q = x^a e^(−x)/Γ(a) · 1/(x+1−a− 1(1−a)/(x+3−a− 2(2−a)/(x+5−a− …)))
 *
 * Gautschi 1979, "A computational procedure for incomplete gamma functions", https://doi.org/10.1145/355972.355975; Temme 1979, "The
 * asymptotic expansion of the incomplete gamma functions", https://doi.org/10.1137/0510071; DLMF 8.11, 8.12.
 * Relative error below 1e-13 while the value is above 1e-100, below 3e-13 down to 1e-300, up to a = 1e15 (where x is given to a rounding
 * that changes the value by more).
 */
export function gammainc(a: number, x: number): number {
  return lowerUpper("gammainc", a, x)[0];
}

/** The upper one, Q(a, x) = 1 − P(a, x) = 1/Γ(a) ∫ₓ^∞ t^(a−1) e^(−t) dt, with the same relative accuracy. */
export function gammaincc(a: number, x: number): number {
  return lowerUpper("gammaincc", a, x)[1];
}

type Pair = readonly [lower: number, upper: number];

function lowerUpper(where: string, a: number, x: number): Pair {
  if (Number.isNaN(a) || Number.isNaN(x)) return [Number.NaN, Number.NaN];
  if (a < 0 || x < 0) {
    throw new RangeError(`${where}: a = ${a} and x = ${x}, both from 0 on are needed`);
  }
  if (x === 0) return a === 0 ? [1, 0] : [0, 1];
  if (a === 0 || x === Number.POSITIVE_INFINITY) return [1, 0];
  if (a === Number.POSITIVE_INFINITY) return [0, 1];
  if (a < 1 && x < 1.5) return smallBoth(a, x);
  if (a >= 25 && Math.abs(x - a) < 0.3 * a) return temme(a, x);
  if (x < a) {
    const lower = bySeries(a, x);
    return [lower, 1 - lower];
  }
  const upper = byFraction(a, x);
  return [1 - upper, upper];
}

/**
 * x^a e^(−x) / Γ(a + 1), the probability of a in a Poisson distribution with mean x.
 *
 *   a ≥ 10:  e^(a (ln λ − (λ − 1)) − Δ(a)) / √(2πa),   λ = x/a
 *
 * which is of full accuracy about its mode (Loader 2000).
 */
export function gammaPrefix(a: number, x: number): number {
  if (a < 10) {
    const half = Math.exp(-0.5 * x);
    return half === 0 ? 0 : (x ** a * half * half) / gamma(a + 1);
  }
  const d = (x - a) / a;
  const exponent = Math.abs(d) <= 0.5 ? log1pmx(d) : Math.log(x / a) - d;
  return Math.exp(a * exponent - stirlingSeries(a)) / Math.sqrt(2 * Math.PI * a);
}

function smallBoth(a: number, x: number): Pair {
  let [term, sum] = [1, 0];
  for (let n = 1; n < 60; n++) {
    term *= -x / n;
    const add = term / (a + n);
    sum += add;
    if (Math.abs(add) < 1e-17 * Math.abs(sum)) break;
  }
  const exponent = a * Math.log(x) - lgamma1p(a);
  const power = Math.exp(exponent);
  const lower = power * (1 + a * sum);
  return lower < 0.5 ? [lower, 1 - lower] : [lower, -Math.expm1(exponent) - power * a * sum];
}

function bySeries(a: number, x: number): number {
  let [term, sum] = [1, 1];
  for (let n = 1; n < 10_000; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < 1e-17 * sum) break;
  }
  return gammaPrefix(a, x) * sum;
}

/** The continued fraction by Lentz's method. */
function byFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 10_000; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return a < 1 ? upperPrefix(a, x) * value : a * gammaPrefix(a, x) * value;
}

function upperPrefix(a: number, x: number): number {
  const half = Math.exp(-0.5 * x);
  return half === 0 ? 0 : (x ** a * half * half) / gamma(a);
}

/**
 * ½ η² = λ − 1 − ln λ, sign η = sign(λ − 1), λ = x/a (DLMF 8.12.3, 8.12.4, 8.12.7):
 *
 *   Q = ½ erfc(η √(a/2)) + S,   P = ½ erfc(−η √(a/2)) − S,   S = e^(−½aη²) / √(2πa) Σ c_k(η) a^(−k)
 *
 * For the smaller of the two erfc is e^(−½aη²) erfcx, so that the exponent, known to its last bits, is used once.
 */
function temme(a: number, x: number): Pair {
  const d = (x - a) / a;
  const half = -log1pmx(d);
  const y = Math.sqrt(a * half);
  const eta = d < 0 ? -Math.sqrt(2 * half) : Math.sqrt(2 * half);
  let sum = 0;
  for (let k = temmeCoefficients.length - 1; k >= 0; k--) {
    const row = temmeCoefficients[k]!;
    let c = 0;
    for (let n = row.length - 1; n >= 0; n--) c = c * eta + row[n]!;
    sum = sum / a + c;
  }
  const exponential = Math.exp(-a * half);
  const s = (exponential * sum) / Math.sqrt(2 * Math.PI * a);
  const tail = y < 0.5 ? 0.5 * erfc(y) : 0.5 * exponential * erfcx(y);
  if (d < 0) {
    const lower = tail - s;
    return [lower, 1 - lower];
  }
  const upper = tail + s;
  return [1 - upper, upper];
}
