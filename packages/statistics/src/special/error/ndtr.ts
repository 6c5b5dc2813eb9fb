import { erf } from "./erf.ts";
import { erfcx } from "./erfcx.ts";
import { expSquare } from "./exp-square.ts";

/**
 * The standard normal distribution function.
 *
 *   Φ(x) = ½ erfc(−x/√2) = ½ e^(−x²/2) erfcx(−x/√2)      x < −1
 *        = ½ + ½ erf(x/√2)                                |x| ≤ 1
 *
 * x²/2 is not taken from the rounded x/√2, so that the lower tail keeps its relative accuracy: below 8 ulp down to x = −37.5. The upper
 * tail is Φ(−x).
 */
export function ndtr(x: number): number {
  if (x < -1) return 0.5 * expSquare(x, 0.5) * erfcx(-x * Math.SQRT1_2);
  if (x > 1) return 1 - ndtr(-x);
  return 0.5 + 0.5 * erf(x * Math.SQRT1_2);
}

/** ln Φ(x), finite where Φ underflows: −x²/2 + ln(½ erfcx(−x/√2)) for x < −1. Relative error below 4 ulp. */
export function logNdtr(x: number): number {
  if (x < -1) return Math.log(0.5 * erfcx(-x * Math.SQRT1_2)) - 0.5 * x * x;
  return Math.log1p(-ndtr(-x));
}
