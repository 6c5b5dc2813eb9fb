import { factorial } from "./factorial.ts";
import { lgamma1p, lgamma2p, sinPi } from "./lgamma.ts";
import { stirlingSeries } from "./stirling-series.ts";

/**
 * Γ(x) = ∫₀^∞ t^(x−1) e^(−t) dt.
 *
 *   whole x:   (x − 1)!, correctly rounded
 *   x ≥ 10:    √(2π) x^(x−½) e^(−x) e^Δ(x)
 *   below:     (x − 1)(x − 2)… Γ(2 + z), z in [−½, ½), and Γ(2 + z) from the series of ln Γ
 *   x < 0:     −π / (x sin(πx) Γ(−x))
 *
 * Relative error below 10 ulp. NaN at the poles 0, −1, −2, … (0 itself: ±∞ by its sign).
 */
export function gamma(x: number): number {
  if (x === Math.floor(x) && x < 172) {
    if (x > 0) return factorial(x - 1);
    return x === 0 ? 1 / x : Number.NaN;
  }
  if (x < 0) return x < -184 ? 0 * sinPi(x) : -Math.PI / (x * sinPi(x) * gamma(-x));
  if (x < 0.5) return Math.exp(lgamma1p(x)) / x;
  if (x < 1.5) return Math.exp(lgamma1p(x - 1));
  if (x < 10) {
    let [product, rest] = [1, x];
    while (rest >= 2.5) {
      rest -= 1;
      product *= rest;
    }
    return product * Math.exp(lgamma2p(rest - 2));
  }
  if (x > 172) return Number.POSITIVE_INFINITY;
  // In two halves, since x^(x−½) overflows before Γ does.
  const half = x ** (0.5 * x - 0.25);
  return 2.5066282746310007 * half * Math.exp(-x) * half * Math.exp(stirlingSeries(x));
}
