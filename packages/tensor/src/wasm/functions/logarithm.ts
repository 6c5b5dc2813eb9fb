import { type Code, i32, v128 } from "../instructions.ts";
import { coefficients } from "./coefficients.ts";
import { type Emitter, horner, Steps, type Vector, vectorOf } from "./vector.ts";

/**
 * The natural logarithm in lanes.
 *
 *   x = 2^k · (1 + f), √½ ≤ 1 + f < √2;   s = f / (2 + f)
 *   ln(1 + f) = ln((1 + s) / (1 − s)) = f − (f²/2 − s · (f²/2 + s² · P(s²)))
 *
 * P is a polynomial from golden/simd_coefficients.py; the arrangement, in which what is added to f stays small, is that of
 * fdlibm's e_log.c. No branch, no fused instruction. ln 0 = −Infinity; below 0 and NaN: NaN. Subnormal numbers count in full.
 */
export const log: Emitter = (float, scope, x) => {
  const v = vectorOf(float);
  const s = new Steps(scope);
  const given = s.let(x);
  // Subnormal numbers are lifted by 2^mantissa; k is lowered by as much.
  const small = s.let(v.lt(given, v.constant(2 ** (1 - v.bias))));
  const lifted = v.mul(given, v128.bitselect(v.constant(2 ** v.mantissa), v.constant(1), small));
  const { k, f } = split(v, s, lifted);
  const exponent = s.let(v.sub(k, v128.and(v.constant(v.mantissa), small)));
  const value = s.let(logarithm(v, s, { k: exponent, f, correction: v.constant(0) }));
  return s.end(atLimits(v, s, given, value));
};

/** ln(1 + x): u = 1 + x is rounded, and ln u is corrected by what it lost, over u. */
export const log1p: Emitter = (float, scope, x) => {
  const v = vectorOf(float);
  const s = new Steps(scope);
  const one = v.constant(1);
  const given = s.let(x);
  const u = s.let(v.add(given, one));
  const larger = v.gt(given, one);
  const lost = v128.bitselect(v.sub(one, v.sub(u, given)), v.sub(given, v.sub(u, one)), larger);
  const correction = s.let(v.div(lost, u));
  const { k, f } = split(v, s, u);
  const value = s.let(logarithm(v, s, { k, f, correction }));
  const limited = s.let(atLimits(v, s, u, value));
  return s.end(v128.bitselect(given, limited, v.lt(v.abs(given), v.constant(2 ** -(v.mantissa + 2)))));
};

/** k and f of a positive normal number. */
function split(v: Vector, s: Steps, x: Code) {
  const root = v.constant(Math.SQRT1_2);
  const one = v.constant(1);
  const shift = i32.const(v.mantissa);
  // Moved by 1 − √½ in the bits, the exponent field changes at √½ instead of at 1; it is then k + bias.
  const moved = s.let(v.bits.add(v.bits.sub(x, root), one));
  const biased = v.bits.shrU(moved, shift);
  const place = 2 ** v.mantissa;
  const k = s.let(v.sub(v128.or(biased, v.constant(place)), v.constant(place + v.bias)));
  const field = v.bits.sub(v.bits.shl(v.bits.shrU(moved, shift), shift), one);
  const f = s.let(v.sub(v.bits.sub(x, field), one));
  return { k, f };
}

/** k · ln 2 + ln(1 + f) + correction. */
function logarithm(v: Vector, s: Steps, { k, f, correction }: { k: Code; f: Code; correction: Code }): Code {
  const { ln2, log: P } = coefficients[v.float];
  const ratio = s.let(v.div(f, v.add(v.constant(2), f)));
  const square = s.let(v.mul(ratio, ratio));
  const half = s.let(v.mul(v.mul(f, v.constant(0.5)), f));
  const series = v.mul(ratio, v.add(half, v.mul(square, horner(v, square, P))));
  const low = v.add(series, v.add(v.mul(k, v.constant(ln2[1]!)), correction));
  return v.add(v.mul(k, v.constant(ln2[0]!)), v.sub(f, v.sub(half, low)));
}

/** −Infinity at 0, NaN below and at NaN, Infinity at Infinity: there `value` is meaningless. */
function atLimits(v: Vector, s: Steps, x: Code, value: Code): Code {
  const positive = v.gt(x, v.constant(0));
  const finite = v.lt(x, v.constant(Number.POSITIVE_INFINITY));
  // All bits 1 is a NaN.
  const otherwise = s.let(v128.or(x, v.lt(x, v.constant(0))));
  const outside = v128.bitselect(v.constant(Number.NEGATIVE_INFINITY), otherwise, v.eq(x, v.constant(0)));
  return v128.bitselect(value, outside, v128.and(positive, finite));
}
