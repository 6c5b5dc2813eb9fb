import { logNdtr } from "../error/ndtr.ts";
import { solveIncreasing } from "../solve-increasing.ts";
import { chiExpectation } from "./chi-expectation.ts";
import { rangeOfNormals } from "./range-tail.ts";

export interface StudentizedRangeParameters {
  /** Number of groups, from 2 on. */
  k: number;
  /** Degrees of freedom of the standard deviation; ∞ for a known one. */
  df: number;
}

/**
 * The studentised range: the range of k means over an independent estimate of their standard deviation, Q = W / s, s² ~ χ²_ν / ν.
 *
 *   P(Q ≤ q) = ∫ P(W ≤ q s) f_ν(s) ds
 *
 * Tukey's honestly significant difference compares with it. Both integrals by the trapezoidal rule, both tails for themselves; relative
 * error below 1e-11 (measured against mpmath).
 * Copenhaver and Holland 1988, https://doi.org/10.1080/00949658808811082.
 */
export function studentizedRangeCdf(q: number, parameters: StudentizedRangeParameters): number {
  return tail("studentizedRangeCdf", q, parameters, 0);
}

/** P(Q > q), the p-value. */
export function studentizedRangeSf(q: number, parameters: StudentizedRangeParameters): number {
  return tail("studentizedRangeSf", q, parameters, 1);
}

/** The density d/dq P(Q ≤ q) = ∫ s r(q s) f_ν(s) ds, r that of the range. */
export function studentizedRangePdf(q: number, { k, df }: StudentizedRangeParameters): number {
  requireGroups("studentizedRangePdf", { k, df });
  if (!(q >= 0)) return Number.isNaN(q) ? q : 0;
  if (q === 0)
    return k === 2 ? (df === Number.POSITIVE_INFINITY ? 1 / Math.sqrt(Math.PI) : densityAtZero(df)) : 0;
  const { pdf } = rangeOfNormals(k);
  if (df === Number.POSITIVE_INFINITY) return pdf(q);
  return chiExpectation({ df, logG: (s) => Math.log(s * pdf(q * s)), scaleAt: () => scaleOf(k) });
}

/** q with P(Q ≤ q) = p. */
export function studentizedRangePpf(p: number, parameters: StudentizedRangeParameters): number {
  requireProbability("studentizedRangePpf", p);
  if (p === 0 || p === 1) return p === 0 ? 0 : Number.POSITIVE_INFINITY;
  return p > 0.5 ? studentizedRangeIsf(1 - p, parameters) : solveTail(p, parameters, 0);
}

/** q with P(Q > q) = p: the critical value of level p. */
export function studentizedRangeIsf(p: number, parameters: StudentizedRangeParameters): number {
  requireProbability("studentizedRangeIsf", p);
  if (p === 0 || p === 1) return p === 0 ? Number.POSITIVE_INFINITY : 0;
  return p > 0.5 ? studentizedRangePpf(1 - p, parameters) : solveTail(p, parameters, 1);
}

function tail(where: string, q: number, { k, df }: StudentizedRangeParameters, side: 0 | 1): number {
  requireGroups(where, { k, df });
  if (Number.isNaN(q)) return q;
  if (q <= 0) return side;
  if (q === Number.POSITIVE_INFINITY) return 1 - side;
  const range = rangeOfNormals(k);
  const part = side === 0 ? range.cdf : range.sf;
  if (df === Number.POSITIVE_INFINITY) return part(q);
  const value = chiExpectation({
    df,
    logG: (s) => {
      const inside = part(q * s);
      return inside > 0 ? Math.log(inside) : underflow(q * s, k, side);
    },
    scaleAt: () => scaleOf(k),
  });
  return Math.min(1, value);
}

/** Where the tail underflows, its leading term ln(k (k−1) Φ(−w/√2)): the search for the peak needs a slope there. */
function underflow(w: number, k: number, side: 0 | 1): number {
  if (side === 0) return Number.NEGATIVE_INFINITY;
  return Math.log(k * (k - 1)) + logNdtr(-w / Math.SQRT2);
}

/** E s / √π: for two groups Q = √2 |T|, and the density starts above 0. */
function densityAtZero(df: number): number {
  return chiExpectation({ df, logG: Math.log }) / Math.sqrt(Math.PI);
}

/** In ln w the distribution of the range rises on a length of about 1/ln k, as a Gumbel distribution does. */
function scaleOf(k: number): number {
  return Math.min(0.4, 1.2 / Math.log(k));
}

function solveTail(p: number, parameters: StudentizedRangeParameters, side: 0 | 1): number {
  const sign = side === 0 ? 1 : -1;
  return solveIncreasing({
    f: (q) => {
      const value = tail("studentizedRangePpf", q, parameters, side);
      return [sign * (Math.log(value) - Math.log(p)), studentizedRangePdf(q, parameters) / value];
    },
    low: 0,
    high: Number.POSITIVE_INFINITY,
    start: 3,
  });
}

function requireGroups(where: string, { k, df }: StudentizedRangeParameters): void {
  if (Number.isInteger(k) && k >= 2 && df > 0) return;
  throw new RangeError(`${where}: k = ${k} groups and df = ${df}, a whole k from 2 on and df > 0 are needed`);
}

function requireProbability(where: string, p: number): void {
  if (p >= 0 && p <= 1) return;
  throw new RangeError(`${where}: probability ${p}, a number from 0 to 1 is needed`);
}
