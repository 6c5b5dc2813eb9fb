import { type Code, f32x4, f64x2, i32, i64x2, v128 } from "../instructions.ts";
import type { Float } from "../lanes.ts";
import { coefficients } from "./coefficients.ts";
import { type Emitter, horner, Steps, vectorOf } from "./vector.ts";

/**
 * Sine and cosine in lanes.
 *
 *   x = n · π/2 + r, |r| ≤ π/4;   sin x = sin r, cos r, −sin r, −cos r for n = 0, 1, 2, 3 modulo 4
 *   sin r = r + r³ · S(r²);   cos r = 1 − r²/2 + r⁴ · C(r²)
 *
 * n · π/2 is taken away in parts of which all but the last are exact (Cody and Waite 1980, chapter 8). float32 is computed
 * in float64, two lanes at a time, so that one rounding remains. S and C come from golden/simd_coefficients.py.
 *
 * Beyond `largestAngle` the parts of π/2 no longer suffice and the result is NaN, as it is for ±Infinity.
 */
export const largestAngle: Record<Float, number> = { float32: 2 ** 29, float64: 2 ** 20 };

export const sin: Emitter = (float, scope, x) => eachHalf(float, scope, x, 0);

export const cos: Emitter = (float, scope, x) => eachHalf(float, scope, x, 1);

type Arguments = Parameters<Emitter>;

function eachHalf(float: Float, scope: Arguments[1], x: Code, quarter: 0 | 1): Code {
  const s = new Steps(scope);
  const given = s.let(x);
  if (float === "float64") return s.end(wave(float, s, given, quarter));
  const upper = v128.shuffle(given, given, [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15]);
  const low = f32x4.demote(wave(float, s, s.let(f64x2.promoteLow(given)), quarter));
  const high = f32x4.demote(wave(float, s, s.let(f64x2.promoteLow(upper)), quarter));
  return s.end(v128.shuffle(low, high, [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]));
}

/** sin(x + quarter · π/2) of two float64, as exact as `float` needs. */
function wave(float: Float, s: Steps, x: Code, quarter: 0 | 1): Code {
  const v = vectorOf("float64");
  const { sin: S, cos: C } = coefficients[float];
  const { n, r, tail } = reduce(float, s, x);
  const square = s.let(v.mul(r, r));
  const half = s.let(v.mul(square, v.constant(0.5)));
  const near = s.let(v.sub(v.constant(1), half));
  // What 1 − r²/2 rounds away, and what r lost, −r · tail in cos and tail · (1 − r²/2) in sin.
  const lost = v.sub(v.sub(v.sub(v.constant(1), near), half), v.mul(r, tail));
  const cosine = s.let(v.add(near, v.add(lost, v.mul(v.mul(square, square), horner(v, square, C)))));
  const cubic = v.mul(v.mul(r, square), horner(v, square, S));
  const sine = s.let(v.add(r, v.add(cubic, v.mul(tail, near))));
  const turn = s.let(quarter === 0 ? n : i64x2.add(n, oneBit()));
  const odd = i64x2.sub(v.constant(0), v128.and(turn, oneBit()));
  const sign = i64x2.shl(v128.and(i64x2.shrU(turn, i32.const(1)), oneBit()), i32.const(63));
  const value = s.let(v128.xor(v128.bitselect(cosine, sine, odd), sign));
  // sin(−0) = −0, which x − 0 · π/2 has lost.
  const signed = quarter === 0 ? v128.or(value, v128.and(v.eq(x, v.constant(0)), x)) : value;
  const inside = v.le(v.abs(x), v.constant(largestAngle[float]));
  return s.let(v128.bitselect(signed, v.constant(Number.NaN), inside));
}

/** n in the low bits, and r + tail = x − n · π/2. */
function reduce(float: Float, s: Steps, x: Code) {
  const v = vectorOf("float64");
  const { halfPi } = coefficients[float];
  const shift = v.constant(1.5 * 2 ** 52);
  const n = s.let(v.add(v.mul(x, v.constant(2 / Math.PI)), shift));
  const whole = s.let(v.sub(n, shift));
  let r = s.let(v.sub(x, v.mul(whole, v.constant(halfPi[0]!))));
  let tail = v.constant(0);
  for (const part of halfPi.slice(1)) {
    const step = s.let(v.sub(v.mul(whole, v.constant(part)), tail));
    const next = s.let(v.sub(r, step));
    tail = s.let(v.sub(v.sub(r, next), step));
    r = next;
  }
  return { n, r, tail };
}

/** The whole number 1: the smallest float64. */
function oneBit(): Code {
  return vectorOf("float64").constant(Number.MIN_VALUE);
}
