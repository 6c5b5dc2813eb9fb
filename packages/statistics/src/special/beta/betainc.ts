import { gamma } from "../gamma/gamma.ts";
import { lgamma1p } from "../gamma/lgamma.ts";
import { logGammaRatio } from "../gamma/log-gamma-ratio.ts";
import { stirlingSeries } from "../gamma/stirling-series.ts";
import { log1pmx } from "../logs/log1pmx.ts";
import { beta, lbeta } from "./beta.ts";

/**
 * The regularised incomplete beta function.
 *
 *   I_x(a, b) = 1/B(a, b) ∫₀ˣ t^(a−1) (1 − t)^(b−1) dt,   a, b > 0, 0 ≤ x ≤ 1
 *
 * With I_x(a, b) = 1 − I_(1−x)(b, a) the side of the mean a/(a + b) is chosen that is the smaller, and there
 *
 *   x ≤ 0.9, b x ≤ 1 or b < 1:   x^a/(a B) (1 + a Σ (1−b)(2−b)…(n−b) xⁿ / (n! (a+n)))
 *   else:                         x^a y^b/B · 1/(β₀ + α₁/(β₁ + α₂/(β₂ + …))), y = 1 − x,
 *     α_m = (a+m−1)(a+b+m−1) m (b−m) x² / (a+2m−1)²
 *     β_m = m + m (b−m) x/(a+2m−1) + (a+m) (a y − b x + 1 + m (2−x)) / (a+2m+1)
 *
 * DiDonato and Morris 1992, "Algorithm 708", https://doi.org/10.1145/131766.131776, equations 3 and 9. The fraction needs about
 * √max(a, b) terms. Relative error below 2e-13 for a, b from 1e-10 to 1e4 and values above 1e-300, below 1e-12 for a, b up to 1e6.
 */
export function betainc(a: number, b: number, x: number): number {
  requireAll("betainc", a, b, x);
  return incompleteBeta(a, b, x, 1 - x)[0];
}

/** The other part, 1 − I_x(a, b) = I_(1−x)(b, a), with its own relative accuracy. */
export function betaincc(a: number, b: number, x: number): number {
  requireAll("betaincc", a, b, x);
  return incompleteBeta(a, b, x, 1 - x)[1];
}

/** Both of them, from x and y = 1 − x, which a caller often knows better than a subtraction would give. */
export function incompleteBeta(a: number, b: number, x: number, y: number): readonly [number, number] {
  if (Number.isNaN(a + b + x + y)) return [Number.NaN, Number.NaN];
  if (x <= 0) return [0, 1];
  if (y <= 0) return [1, 0];
  if (a < 1 && b * x <= 1 && x <= 0.9) return smallBoth(a, b, x);
  if (b < 1 && a * y <= 1 && y <= 0.9) {
    const [lower, upper] = smallBoth(b, a, y);
    return [upper, lower];
  }
  // x (a + b) ≤ a, without the sum's rounding.
  if (x * b <= a * y) {
    const value = belowMean(a, b, x, y);
    return [value, 1 - value];
  }
  const value = belowMean(b, a, y, x);
  return [1 - value, value];
}

/**
 * x^a y^b / B(a, b).
 *
 *   a, b ≥ 10:  √(ab / (2π(a+b))) e^(a ln(x/x₀) + b ln(y/y₀) − Δ(a) − Δ(b) + Δ(a+b)),   x₀ = a/(a+b), y₀ = b/(a+b)
 *
 * and a ln(x/x₀) + b ln(y/y₀) = a (ln(1+s) − s) + b (ln(1+t) − t), s = x/x₀ − 1, t = y/y₀ − 1, since a s + b t = 0: the largest parts
 * cancel by algebra, not in the machine (Loader 2000).
 */
export function betaPrefix(a: number, b: number, x: number, y: number): number {
  if (a >= 10 && b >= 10) {
    const sum = a + b;
    const difference = x * b - y * a;
    const [s, t] = [difference / a, -difference / b];
    const exponent = a * logOver(s, (x / a) * sum) + b * logOver(t, (y / b) * sum);
    const remainder = stirlingSeries(a) + stirlingSeries(b) - stirlingSeries(sum);
    return Math.sqrt((a / sum) * (b / (2 * Math.PI))) * Math.exp(exponent - remainder);
  }
  if (a + b < 20) {
    return (x ** a * y ** b) / beta(a, b);
  }
  // One of them small, the other large.
  const [small, large, u, v] = a < b ? [a, b, x, y] : [b, a, y, x];
  // v^large / B = e^(large ln v) Γ(large + small) / (Γ(large) Γ(small)),
  // ln Γ(large+small) − ln Γ(large) = small ln(sum) + (large − ½) log1p(small/large) − small + Δ(sum) − Δ(large)
  const sum = small + large;
  const ratio = stirlingSeries(sum) - stirlingSeries(large);
  const logV = u < 0.5 ? Math.log1p(-u) : Math.log(v);
  const exponent = large * logV + (large - 0.5) * Math.log1p(small / large) - small + ratio;
  return ((u * sum) ** small * Math.exp(exponent)) / gamma(small);
}

/** ln r − (r − 1) for r = 1 + d: near 1 from d, and far from it, where 1 + d has lost digits, from r. */
function logOver(d: number, r: number): number {
  return Math.abs(d) <= 0.5 ? log1pmx(d) : Math.log(r) - d;
}

function belowMean(a: number, b: number, x: number, y: number): number {
  if (x <= 0.9 && (b * x <= 1 || b < 1)) {
    const factor = 1 + a * powerSum(a, b, x);
    if (a + b < 20) return (x ** a / (a * beta(a, b))) * factor;
    return Math.exp(a * Math.log(x) - Math.log(a) - lbeta(a, b)) * factor;
  }
  return betaPrefix(a, b, x, y) * byFraction(a, b, x, y);
}

/** Σ (1−b)(2−b)…(n−b) xⁿ / (n! (a + n)), n ≥ 1. */
function powerSum(a: number, b: number, x: number): number {
  let [product, sum] = [1, 0];
  for (let n = 1; n < 2000; n++) {
    product *= ((n - b) / n) * x;
    const term = product / (a + n);
    sum += term;
    if (Math.abs(term) < 1e-17 * Math.abs(sum)) break;
  }
  return sum;
}

/** For a < 1: c (1 + a s) and (1 − c) − c a s, c = x^a / (a B(a, b)), of which neither loses when a is tiny and c near 1. */
function smallBoth(a: number, b: number, x: number): readonly [number, number] {
  const exponent = a * Math.log(x) - lgamma1p(a) + logGammaRatio(b, a);
  const rest = a * powerSum(a, b, x);
  const power = Math.exp(exponent);
  return [power * (1 + rest), -Math.expm1(exponent) - power * rest];
}

/** 1/(β₀ + α₁/(β₁ + …)) by Lentz's method. */
function byFraction(a: number, b: number, x: number, y: number): number {
  const bound = Math.min(2e7, 200 + 20 * Math.ceil(Math.sqrt(Math.max(a, b))));
  const drift = a * y - b * x + 1;
  const beta0 = (a * drift) / (a + 1);
  let [value, c, d] = [beta0, beta0, 0];
  for (let m = 1; m < bound; m++) {
    const odd = a + 2 * m - 1;
    const alpha = ((a + m - 1) / odd) * ((a + b + m - 1) / odd) * m * (b - m) * x * x;
    const next = m + (m * (b - m) * x) / odd + ((a + m) * (drift + m * (1 + y))) / (odd + 2);
    d = 1 / (next + alpha * d);
    c = next + alpha / c;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-16) return 1 / value;
    if (Number.isNaN(factor)) break;
  }
  throw new RangeError(
    `incomplete beta: a = ${a}, b = ${b} are too large for the fraction at x = ${x}; a, b ≤ 1e15 are needed`,
  );
}

function requireAll(where: string, a: number, b: number, x: number): void {
  if (a > 0 && b > 0 && x >= 0 && x <= 1 && Number.isFinite(a + b)) return;
  if (Number.isNaN(a + b + x)) return;
  throw new RangeError(`${where}: a = ${a}, b = ${b}, x = ${x}; finite a, b > 0 and 0 ≤ x ≤ 1 are needed`);
}
