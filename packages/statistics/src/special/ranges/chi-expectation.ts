import { lgamma } from "../gamma/lgamma.ts";
import { halfLogTwoPi, stirlingSeries } from "../gamma/stirling-series.ts";
import { log1pmx } from "../logs/log1pmx.ts";

/**
 * ∫ g(s) f_ν(s) ds, f_ν the density of s = √(χ²_ν / ν): what a statistic that is divided by an estimated standard deviation leads to.
 *
 *   u = ln s:   f_ν(s) ds = c e^(ν (u − (e^(2u) − 1)/2)) du,   c = 2 (ν/2)^(ν/2) e^(−ν/2) / Γ(ν/2)
 *
 * The trapezoidal rule over u: the integrand is analytic and falls off on both sides, so that the error falls as e^(−const/h) (Trefethen
 * and Weideman 2014, https://doi.org/10.1137/130932132). It starts at the integrand's peak and goes out until nothing is added, so that a
 * value of 1e-250 is as exact, relative to itself, as one of 0.5.
 */
export interface ChiExpectation {
  /** Degrees of freedom ν > 0. */
  df: number;
  /** ln g(s), where ln f + ln g has one peak. */
  logG: (s: number) => number;
  /** The least length on which ln g changes in u = ln s, at s. */
  scaleAt?: (s: number) => number;
}

export function chiExpectation({ df, logG, scaleAt }: ChiExpectation): number {
  const logC = logConstant(df);
  const logIntegrand = (u: number) => {
    // u − (e^(2u) − 1)/2 = ½ (ln(1 + w) − w), w = e^(2u) − 1: near 0 it is −u² − … without cancellation.
    const w = Math.expm1(2 * u);
    const exponent = Math.abs(u) < 0.2 ? 0.5 * log1pmx(w) : u - 0.5 * w;
    const value = logC + df * exponent + logG(Math.exp(u));
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  };
  const natural = 1 / Math.sqrt(2 * df);
  const peak = peakOf(logIntegrand, Math.min(1, natural));
  const top = logIntegrand(peak);
  if (top === Number.NEGATIVE_INFINITY) return 0;
  const scale = scaleAt === undefined ? 1 : scaleAt(Math.exp(peak));
  const h = Math.min(0.125, 0.5 * natural, 0.25 * scale);
  let sum = 1;
  for (const direction of [1, -1]) {
    // 40 half-widths of the widest are far more than the fall of e^(−40) takes.
    for (let i = 1; i < 200_000; i++) {
      const term = Math.exp(logIntegrand(peak + direction * i * h) - top);
      sum += term;
      if (term < 1e-18 * sum) break;
    }
  }
  return sum * h * Math.exp(top);
}

/** ln of 2 (ν/2)^(ν/2) e^(−ν/2) / Γ(ν/2); by Stirling's remainder for large ν. */
function logConstant(df: number): number {
  const half = df / 2;
  if (half >= 10) return Math.LN2 + 0.5 * Math.log(half) - halfLogTwoPi - stirlingSeries(half);
  return Math.LN2 + half * Math.log(half) - half - lgamma(half);
}

/** The top of a function with one peak: doubling steps from 0, then golden sections, to about a tenth of the width. */
function peakOf(f: (u: number) => number, width: number): number {
  let [left, right] = [-width, width];
  // Where both underflow the peak is further left: s must be small for a large statistic.
  const risesTo = (outer: number, inner: number) =>
    f(outer) > f(inner) || f(inner) === Number.NEGATIVE_INFINITY;
  for (let step = 0; step < 200 && risesTo(left, left + (right - left) / 2); step++) left = 2 * left - right;
  for (let step = 0; step < 200 && f(right) > f(right - (right - left) / 2); step++) right = 2 * right - left;
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [right - ratio * (right - left), left + ratio * (right - left)];
  let [atLow, atHigh] = [f(low), f(high)];
  for (let step = 0; step < 200 && right - left > 0.1 * width; step++) {
    if (atLow > atHigh) {
      [right, high, atHigh] = [high, low, atLow];
      low = right - ratio * (right - left);
      atLow = f(low);
    } else {
      [left, low, atLow] = [low, high, atHigh];
      high = left + ratio * (right - left);
      atHigh = f(high);
    }
  }
  return (left + right) / 2;
}
