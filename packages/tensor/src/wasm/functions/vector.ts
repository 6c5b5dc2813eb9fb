import { type Code, f32, f32x4, f64, f64x2, i32x4, i64x2 } from "../instructions.ts";
import type { Float } from "../lanes.ts";
import type { FunctionScope } from "../module.ts";

/** What the functions of this folder need to know of a float type, so that each of them is written once. */
export interface Vector extends Operations {
  readonly float: Float;
  /** Bits of the mantissa that are stored: 23 or 52. */
  readonly mantissa: number;
  /** What is added to the stored exponent: 127 or 1023. */
  readonly bias: number;
  /** The lanes as whole numbers of the same width. */
  readonly bits: typeof i32x4 | typeof i64x2;
  /** One number in all lanes. Whole-number operations read the bits of it, so 1 is also the bias, in place. */
  constant(value: number): Code;
}

type Operations = Omit<typeof f32x4, "relaxedMadd" | "demote" | "extractLane">;

/** Code that leaves f(x) on the stack, where `x` is code that pushes a v128. Temporaries are locals of the scope. */
export type Emitter = (float: Float, scope: FunctionScope, x: Code) => Code;

const vectors: Record<Float, Vector> = {
  float32: {
    ...f32x4,
    float: "float32",
    mantissa: 23,
    bias: 127,
    bits: i32x4,
    constant: (value) => f32x4.splat(f32.const(value)),
  },
  float64: {
    ...f64x2,
    float: "float64",
    mantissa: 52,
    bias: 1023,
    bits: i64x2,
    constant: (value) => f64x2.splat(f64.const(value)),
  },
};

export function vectorOf(float: Float): Vector {
  return vectors[float];
}

/** Intermediate values in the order in which they are named; a function's formula then reads downwards. */
export class Steps {
  readonly #scope: FunctionScope;
  #code: Code[] = [];

  constructor(scope: FunctionScope) {
    this.#scope = scope;
  }

  /** Computes now; gives the code that reads the value as often as it is used. */
  let(value: Code): Code {
    const local = this.#scope.local("v128");
    this.#code.push(local.set(value));
    return local.get;
  }

  /** All steps, then the last value on the stack. */
  end(value: Code): Code {
    return [...this.#code, value].flat();
  }
}

/** c_0 + x · (c_1 + x · (c_2 + …)): Horner's rule. `x` is read once for each degree. */
export function horner(v: Vector, x: Code, coefficients: readonly number[]): Code {
  return coefficients
    .slice(0, -1)
    .reduceRight(
      (sum, c) => v.add(v.mul(sum, x), v.constant(c)),
      v.constant(coefficients[coefficients.length - 1]!),
    );
}

/** The sign bit in all lanes. */
export function signBit(v: Vector): Code {
  return v.constant(-0);
}
