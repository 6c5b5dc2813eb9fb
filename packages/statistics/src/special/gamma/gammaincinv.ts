import { ndtri } from "../error/ndtri.ts";
import { solveIncreasing } from "../solve-increasing.ts";
import { gammainc, gammaincc, gammaPrefix } from "./gammainc.ts";
import { lgamma } from "./lgamma.ts";

/**
 * x with P(a, x) = p: Newton's method on ln P or ln Q, whichever is smaller, from Wilson and Hilferty's cube or the first term of the
 * series, inside of a bracket. Relative error of x below 1e-14 as far as p determines it (that is, 2 ulp in p changes x by more).
 *
 * Wilson and Hilferty 1931, https://doi.org/10.1073/pnas.17.12.684; DiDonato and Morris 1986, https://doi.org/10.1145/22721.23109.
 */
export function gammaincinv(a: number, p: number): number {
  requireBoth("gammaincinv", a, p);
  if (p === 0 || p === 1) return p === 0 ? 0 : Number.POSITIVE_INFINITY;
  return p > 0.9 ? upperInverse(a, 1 - p) : lowerInverse(a, p);
}

/** x with Q(a, x) = q; for small q the far tail, which 1 − q would lose. */
export function gammainccinv(a: number, q: number): number {
  requireBoth("gammainccinv", a, q);
  if (q === 0 || q === 1) return q === 0 ? Number.POSITIVE_INFINITY : 0;
  return q > 0.9 ? lowerInverse(a, 1 - q) : upperInverse(a, q);
}

function lowerInverse(a: number, p: number): number {
  return solveIncreasing({
    f: (x) => {
      const lower = gammainc(a, x);
      return [Math.log(lower) - Math.log(p), (a * gammaPrefix(a, x)) / lower / x];
    },
    low: 0,
    high: Number.POSITIVE_INFINITY,
    start: startOf(a, p, 1 - p),
  });
}

function upperInverse(a: number, q: number): number {
  return solveIncreasing({
    f: (x) => {
      const upper = gammaincc(a, x);
      return [Math.log(q) - Math.log(upper), (a * gammaPrefix(a, x)) / upper / x];
    },
    low: 0,
    high: Number.POSITIVE_INFINITY,
    start: startOf(a, 1 - q, q),
  });
}

function startOf(a: number, p: number, q: number): number {
  // P ≈ x^a / Γ(a + 1) for small x.
  const first = Math.exp((Math.log(p) + lgamma(a + 1)) / a);
  if (a < 1 && first < 0.5) return first;
  const z = p < 0.5 ? ndtri(p) : -ndtri(q);
  const cube = a * (1 - 1 / (9 * a) + z / (3 * Math.sqrt(a))) ** 3;
  if (cube > 0.1 * a) return cube;
  return Math.min(first, a);
}

function requireBoth(where: string, a: number, p: number): void {
  if (a > 0 && Number.isFinite(a) && p >= 0 && p <= 1) return;
  throw new RangeError(`${where}: a = ${a} and a probability of ${p}, a finite a > 0 and 0 to 1 are needed`);
}
