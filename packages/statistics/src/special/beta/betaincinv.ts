import { solveIncreasing } from "../solve-increasing.ts";
import { lbeta } from "./beta.ts";
import { betaPrefix, incompleteBeta } from "./betainc.ts";

/**
 * x with I_x(a, b) = p: Newton's method on the logarithm of the smaller tail, in x or, where x is nearer to 1, in 1 − x.
 * Relative error of x below 1e-14 as far as p determines it.
 */
export function betaincinv(a: number, b: number, p: number): number {
  return inverse("betaincinv", [a, b], [p, 1 - p])[0];
}

/** x with 1 − I_x(a, b) = q: for small q the upper tail, which 1 − q would lose. */
export function betainccinv(a: number, b: number, q: number): number {
  return inverse("betainccinv", [a, b], [1 - q, q])[0];
}

type Pair = readonly [number, number];

/** x and 1 − x with I_x(a, b) = p and 1 − I_x(a, b) = q, of which the smaller is taken at its word. */
function inverse(where: string, [a, b]: Pair, [p, q]: Pair): Pair {
  if (!(a > 0 && b > 0 && p >= 0 && q >= 0 && Number.isFinite(a + b))) {
    throw new RangeError(`${where}: a = ${a}, b = ${b}, probability ${p}; a, b > 0 and 0 to 1 are needed`);
  }
  if (p === 0) return [0, 1];
  if (q === 0) return [1, 0];
  const atHalf = incompleteBeta(a, b, 0.5, 0.5);
  const left = p <= q ? p <= atHalf[0] : q >= atHalf[1];
  if (left) {
    const x = solveSide([a, b], [p, q]);
    return [x, 1 - x];
  }
  const y = solveSide([b, a], [q, p]);
  return [1 - y, y];
}

/** The x ≤ ½. */
function solveSide([a, b]: Pair, [p, q]: Pair): number {
  const lower = p <= q;
  const [target, side, sign] = lower ? [Math.log(p), 0, 1] : [Math.log(q), 1, -1];
  // I ≈ x^a / (a B) for small x.
  const first = Math.exp((Math.log(p) + Math.log(a) + lbeta(a, b)) / a);
  const mean = a / (a + b);
  return solveIncreasing({
    f: (x) => {
      const value = incompleteBeta(a, b, x, 1 - x)[side]!;
      return [sign * (Math.log(value) - target), betaPrefix(a, b, x, 1 - x) / value / x / (1 - x)];
    },
    low: 0,
    high: 0.5,
    start: first < mean ? first : Math.min(mean, 0.49),
  });
}
