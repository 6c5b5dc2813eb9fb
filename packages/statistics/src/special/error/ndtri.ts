import { erf } from "./erf.ts";
import { erfcx } from "./erfcx.ts";
import { expSquare } from "./exp-square.ts";
import { ndtr } from "./ndtr.ts";

const rootTwoPi = 2.5066282746310007;

/**
 * The standard normal quantile, x with Φ(x) = p.
 *
 * Start: Abramowitz and Stegun 26.2.23, t − (c₀ + c₁ t + c₂ t²) / (1 + d₁ t + d₂ t² + d₃ t³), t = √(−2 ln p), to 4.5e-4. Then three of
 * Halley's steps, whose error is cubed each time:
 *
 *   p < 0.1:      r = ln Φ(x) − ln p through erfcx, so that no tail underflows
 *   about ½:      r = ½ erf(x/√2) − (p − ½), relative to itself at ½
 *
 * Relative error below 4 ulp.
 */
export function ndtri(p: number): number {
  if (Number.isNaN(p)) return Number.NaN;
  if (!(p >= 0 && p <= 1)) throw new RangeError(`ndtri: p = ${p}, a probability from 0 to 1 is needed`);
  if (p === 0 || p === 1) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (p > 0.9) return -lowerTail(Math.log1p(-p), 1 - p);
  return p < 0.1 ? lowerTail(Math.log(p), p) : central(p - 0.5);
}

/** x with ln Φ(x) = y, y ≤ 0: the quantile of a probability that may be too small for a double. */
export function ndtriExp(y: number): number {
  if (Number.isNaN(y)) return Number.NaN;
  if (!(y <= 0))
    throw new RangeError(`ndtriExp: y = ${y}, the logarithm of a probability, at most 0, is needed`);
  if (y === 0 || y === Number.NEGATIVE_INFINITY) return y === 0 ? Number.POSITIVE_INFINITY : y;
  if (y < Math.log(0.1)) return lowerTail(y, 0);
  const upper = -Math.expm1(y);
  return upper < 0.1 ? -lowerTail(Math.log(upper), upper) : central(0.5 - upper);
}

function lowerTail(logP: number, p: number): number {
  let x = -startOf(Math.sqrt(-2 * logP));
  for (let step = 0; step < 4; step++) {
    // f = ln Φ(x) − ln p, f′ = φ/Φ = h, f″ = −h (x + h). In the far tail the difference of the logarithms is of the order of x² ulp, which
    // is that of x itself.
    const scaled = 0.5 * erfcx(-x * Math.SQRT1_2);
    const hazard = 1 / (rootTwoPi * scaled);
    const f = p > 1e-290 ? Math.log1p((ndtr(x) - p) / p) : Math.log(scaled) - 0.5 * x * x - logP;
    const newton = f / hazard;
    const next = x - newton / (1 + 0.5 * newton * (x + hazard));
    if (Math.abs(next - x) <= 1e-16 * Math.abs(x)) return next;
    x = next;
  }
  return x;
}

function central(q: number): number {
  let x = q * rootTwoPi;
  if (Math.abs(q) > 0.2) {
    const p = 0.5 - Math.abs(q);
    x = Math.sign(q) * startOf(Math.sqrt(-2 * Math.log(p)));
  }
  for (let step = 0; step < 5; step++) {
    // f″/f′ = −x
    const newton = (0.5 * erf(x * Math.SQRT1_2) - q) * rootTwoPi * (1 / expSquare(x, 0.5));
    const next = x - newton / (1 + 0.5 * newton * x);
    if (Math.abs(next - x) <= 1e-16 * Math.abs(x)) return next;
    x = next;
  }
  return x;
}

function startOf(t: number): number {
  const numerator = 2.515517 + t * (0.802853 + t * 0.010328);
  return t - numerator / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
}
