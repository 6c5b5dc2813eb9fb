import { type Code, i32, v128 } from "../instructions.ts";
import { coefficients } from "./coefficients.ts";
import { type Emitter, horner, Steps, signBit, type Vector, vectorOf } from "./vector.ts";

/**
 * The functions that are made of e^x, in lanes.
 *
 *   x = n · ln 2 + r, |r| ≤ ½ ln 2;   e^x = 2ⁿ · e^r;   e^r = 1 + r + r² · q(r)
 *
 * n · ln 2 is taken away in two parts, of which the first is exact (Cody and Waite 1980, Software Manual for the Elementary
 * Functions, chapter 6); q is a polynomial from golden/simd_coefficients.py. There is no branch and no fused instruction:
 * every processor gives the same bits. NaN gives NaN. Errors are in `functions.test.ts`.
 */

/** Beyond these e^x is Infinity and 0 in the type. */
const range = { float32: [-104, 89], float64: [-746, 710] } as const;

/** From here on 1 + e^x is 1 in the type. */
const negligible = { float32: -18, float64: -38 } as const;

/** e^x. Subnormal results are rounded twice: to the type, then to what is left of it. */
export const exp: Emitter = (float, scope, x) => {
  const v = vectorOf(float);
  const s = new Steps(scope);
  const [low, high] = range[float];
  const clamped = s.let(v.pmax(v.pmin(x, v.constant(high)), v.constant(low)));
  const { n, r, rest } = reduce(v, s, clamped);
  const value = onePlus(v, s, r, rest);
  // 2ⁿ in two factors: n goes from −1075 to 1024, further than an exponent can.
  const half = s.let(v.bits.shrS(n, i32.const(1)));
  return s.end(v.mul(v.mul(value, power(v, half)), power(v, v.bits.sub(n, half))));
};

/** e^x − 1, exact to the last bits also where e^x is near 1. */
export const expm1: Emitter = (float, scope, x) => {
  const v = vectorOf(float);
  const s = new Steps(scope);
  const given = s.let(x);
  const clamped = v.pmax(v.pmin(given, v.constant(range[float][1])), v.constant(2 * negligible[float]));
  const value = halfMinusOne(v, s, s.let(clamped));
  const double = s.let(v.add(value, value));
  return s.end(keepTiny(v, given, double));
};

/** tanh x = x + x³ · T(x²) below 0.625, else 1 − 2e / (1 + e) with e = e^(−2|x|); the sign is put back, so it is odd. */
export const tanh: Emitter = (float, scope, x) => {
  const v = vectorOf(float);
  const s = new Steps(scope);
  const one = v.constant(1);
  const given = s.let(x);
  const size = s.let(v.abs(given));
  const square = s.let(v.mul(size, size));
  const near = s.let(v.add(size, v.mul(size, v.mul(square, horner(v, square, coefficients[float].tanh)))));
  const exponent = v.pmax(v.mul(size, v.constant(-2)), v.constant(2 * negligible[float]));
  const e = expOfNegative(v, s, s.let(exponent));
  const far = v.sub(one, v.div(v.add(e, e), v.add(one, e)));
  const value = s.let(v128.bitselect(near, far, v.lt(size, v.constant(0.625))));
  return s.end(v128.bitselect(given, value, signBit(v)));
};

/** 1 / (1 + e^(−x)), from e = e^(−|x|) so that nothing overflows: 1 / (1 + e), or e / (1 + e) below 0. */
export const sigmoid: Emitter = (float, scope, x) => {
  const v = vectorOf(float);
  const s = new Steps(scope);
  const given = s.let(x);
  const e = s.let(exp(float, scope, v.neg(v.abs(given))));
  const top = v128.bitselect(e, v.constant(1), v.lt(given, v.constant(0)));
  return s.end(v.div(top, v.add(v.constant(1), e)));
};

/** e^x for x from −700 (float32: −87) to 0, where 2ⁿ is one factor. */
export function expOfNegative(v: Vector, s: Steps, x: Code): Code {
  const { n, r, rest } = reduce(v, s, x);
  return s.let(v.mul(onePlus(v, s, r, rest), power(v, n)));
}

/** n as a whole number, modulo 2⁹ or 2¹², r, and e^r − 1 − r with what r lost in rounding. */
function reduce(v: Vector, s: Steps, x: Code) {
  const { ln2, exp: q } = coefficients[v.float];
  // Adding 1.5 · 2^mantissa rounds to a whole number and leaves it in the low bits.
  const shift = v.constant(1.5 * 2 ** v.mantissa);
  const shifted = s.let(v.add(v.mul(x, v.constant(Math.LOG2E)), shift));
  const whole = s.let(v.sub(shifted, shift));
  const first = s.let(v.sub(x, v.mul(whole, v.constant(ln2[0]!))));
  const second = s.let(v.mul(whole, v.constant(ln2[1]!)));
  const r = s.let(v.sub(first, second));
  const lost = s.let(v.sub(v.sub(first, r), second));
  const rest = s.let(v.add(v.mul(v.mul(r, r), horner(v, r, q)), lost));
  const n = s.let(v.bits.sub(shifted, shift));
  return { n, r, rest };
}

/** 1 + r + rest, rounded about once: what 1 + r rounds away goes to the rest. */
function onePlus(v: Vector, s: Steps, r: Code, rest: Code): Code {
  const one = v.constant(1);
  const sum = s.let(v.add(one, r));
  return s.let(v.add(sum, v.add(v.sub(r, v.sub(sum, one)), rest)));
}

/** 2ⁿ for −bias < n ≤ bias. */
function power(v: Vector, n: Code): Code {
  return v.bits.add(v.bits.shl(n, i32.const(v.mantissa)), v.constant(1));
}

/** (e^x − 1) / 2, so that 2ⁿ⁻¹ is a number up to the last x: (2ⁿ − 1) + 2ⁿ · r is added first, and what that rounds away is kept. */
function halfMinusOne(v: Vector, s: Steps, x: Code): Code {
  const { n, r, rest } = reduce(v, s, x);
  const scale = s.let(v.bits.add(v.bits.shl(n, i32.const(v.mantissa)), v.constant(0.5)));
  const large = s.let(v.sub(scale, v.constant(0.5)));
  const small = s.let(v.mul(scale, r));
  const sum = s.let(v.add(large, small));
  const lost = v.add(v.sub(large, sum), small);
  return s.let(v.add(sum, v.add(lost, v.mul(scale, rest))));
}

/** x itself where it is so small that f(x) = x to rounding: −0 and subnormal numbers stay what they are. */
function keepTiny(v: Vector, x: Code, value: Code): Code {
  return v128.bitselect(x, value, v.lt(v.abs(x), v.constant(2 ** -(v.mantissa + 2))));
}
