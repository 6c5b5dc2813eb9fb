import { halfLogTwoPi, stirlingSeries } from "./stirling-series.ts";
import { zetaMinusOne } from "./zeta-minus-one.ts";

const oneMinusEuler = 0.42278433509846713;

/**
 * ln |Γ(x)|.
 *
 *   x ≥ 10:          (x − ½) ln x − x + ½ ln 2π + Δ(x)
 *   [2.5, 10):       ln((x − 1)(x − 2)…(2 + z)) + ln Γ(2 + z),  z in [−½, ½)
 *   [1.5, 2.5):      ln Γ(2 + z) = (1 − γ) z + Σ (−1)ᵏ (ζ(k) − 1) zᵏ/k
 *   [0.5, 1.5):      ln Γ(2 + z) − log1p(z),  z = x − 1
 *   (0, 0.5):        ln Γ(1 + x) − ln x
 *   (−0.5, 0):       ln Γ(1 + x) − ln |x|
 *   x ≤ −0.5:        ln(π / |x sin πx|) − ln Γ(−x)
 *
 * Abramowitz and Stegun 6.1.33. The zeros at 1 and 2 are exact, and the relative error is below 4 ulp for x > 0; for x < 0 the error is
 * relative to the larger of the terms, not to a value near one of the zeros there.
 */
export function lgamma(x: number): number {
  if (x < 0) {
    if (x > -0.5) return lgamma1p(x) - Math.log(-x);
    if (x === Math.floor(x)) return Number.POSITIVE_INFINITY;
    return Math.log(Math.PI / Math.abs(x * sinPi(x))) - lgamma(-x);
  }
  if (x < 0.5) return x === 0 ? Number.POSITIVE_INFINITY : lgamma1p(x) - Math.log(x);
  if (x < 1.5) return lgamma1p(x - 1);
  if (x < 10) {
    let [product, rest] = [1, x];
    while (rest >= 2.5) {
      rest -= 1;
      product *= rest;
    }
    const near = lgamma2p(rest - 2);
    return product === 1 ? near : Math.log(product) + near;
  }
  if (x > 2.5e305) return Number.isNaN(x) ? Number.NaN : Number.POSITIVE_INFINITY;
  return (x - 0.5) * Math.log(x) - x + (halfLogTwoPi + stirlingSeries(x));
}

/** ln Γ(1 + z) for −½ ≤ z ≤ 1, accurate relative to itself at z = 0. */
export function lgamma1p(z: number): number {
  return z > 0.5 ? lgamma2p(z - 1) : lgamma2p(z) - Math.log1p(z);
}

/** ln Γ(2 + z) for |z| ≤ ½. */
export function lgamma2p(z: number): number {
  let sum = 0;
  for (let k = zetaMinusOne.length + 1; k >= 2; k--) {
    sum = sum * -z + zetaMinusOne[k - 2]! / k;
  }
  return z * (oneMinusEuler + z * sum);
}

/** sin πx: x is reduced first, which is exact. */
export function sinPi(x: number): number {
  const rest = x - 2 * Math.round(x / 2);
  if (rest > 0.5) return Math.sin(Math.PI * (1 - rest));
  if (rest < -0.5) return -Math.sin(Math.PI * (1 + rest));
  return Math.sin(Math.PI * rest);
}
