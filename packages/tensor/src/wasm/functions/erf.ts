import { v128 } from "../instructions.ts";
import { coefficients } from "./coefficients.ts";
import { expOfNegative } from "./exponential.ts";
import { type Emitter, horner, Steps, signBit, vectorOf } from "./vector.ts";

/** Beyond this erf is 1 in the type. */
const largest = { float32: 4, float64: 6 } as const;

/**
 * The error function in lanes.
 *
 *   |x| ≤ 1: erf x = x + x · P(x²);   1 ≤ |x|: erf |x| = 1 − e^(−Q(|x|)),   Q = −ln erfc
 *
 * Both are computed and one is chosen. −ln erfc is smooth where erfc falls over 16 orders of magnitude, so one polynomial
 * is enough; it has to be exact only as far as e^(−Q) still counts beside 1. P and Q come from golden/simd_coefficients.py.
 */
export const erf: Emitter = (float, scope, x) => {
  const v = vectorOf(float);
  const s = new Steps(scope);
  const { erf: P, erfc: Q } = coefficients[float];
  const given = s.let(x);
  const size = s.let(v.pmin(v.abs(given), v.constant(largest[float])));
  const square = s.let(v.mul(size, size));
  const near = s.let(v.add(size, v.mul(size, horner(v, square, P))));
  const u = s.let(v.sub(size, v.constant(1)));
  const exponent = s.let(v.neg(horner(v, u, Q)));
  const far = v.sub(v.constant(1), expOfNegative(v, s, exponent));
  const value = s.let(v128.bitselect(near, far, v.lt(size, v.constant(1))));
  return s.end(v128.bitselect(given, value, signBit(v)));
};
