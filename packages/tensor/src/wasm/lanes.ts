import { type Code, f32, f32x4, f64, f64x2, v128 } from "./instructions.ts";

/** The float types that the machine code knows. */
export type Float = "float32" | "float64";

/** What the generators need to know of a float type, so that each of them is written once. */
export interface Lanes {
  /** Bytes of one number. */
  readonly bytes: number;
  /** How many numbers stand in a v128. */
  readonly count: number;
  readonly zero: Code;
  readonly load: (address: Code, offset?: number) => Code;
  readonly store: (address: Code, value: Code, offset?: number) => Code;
  readonly splat: (address: Code, offset?: number) => Code;
  /** a · b + c in every lane. */
  readonly multiplyAdd: (a: Code, b: Code, c: Code) => Code;
}

/** `fused` says whether a · b + c may be one instruction of relaxed SIMD. */
export function lanesOf(float: Float, fused: boolean): Lanes {
  const { add, mul, relaxedMadd } = float === "float32" ? f32x4 : f64x2;
  const multiplyAdd = fused ? relaxedMadd : (a: Code, b: Code, c: Code) => add(mul(a, b), c);
  return float === "float32"
    ? {
        bytes: 4,
        count: 4,
        zero: f32.const(0),
        load: f32.load,
        store: f32.store,
        splat: v128.load32Splat,
        multiplyAdd,
      }
    : {
        bytes: 8,
        count: 2,
        zero: f64.const(0),
        load: f64.load,
        store: f64.store,
        splat: v128.load64Splat,
        multiplyAdd,
      };
}
