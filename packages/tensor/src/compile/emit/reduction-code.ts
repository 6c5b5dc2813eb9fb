import { type Code, f32, f64 } from "../../wasm/instructions.ts";
import { bits, convert, i32x4, type LaneOperations, laneOperations } from "../../wasm/lane-operations.ts";
import type { Float } from "../../wasm/lanes.ts";
import type { FunctionScope, Local } from "../../wasm/module.ts";

/**
 * A sum, largest or smallest of a row, lane by lane and then across the lanes. Sums of float32 are kept in float64 and
 * rounded once, as in eager mode, though the order is another.
 */
export class Reduction {
  readonly #name: "sum" | "amax" | "amin";
  readonly #float: Float;
  readonly #lanes: LaneOperations;
  readonly #low: Local;
  readonly #high: Local;
  readonly #result: Local;

  constructor(name: "sum" | "amax" | "amin", float: Float, scope: FunctionScope, result: Local) {
    this.#name = name;
    this.#float = float;
    this.#lanes = laneOperations(float);
    this.#low = scope.local("v128");
    this.#high = scope.local("v128");
    this.#result = result;
  }

  start(): Code[] {
    return [this.#low.set(this.#neutral()), this.#high.set(this.#neutral())];
  }

  /** Takes a vector in; of a `single` element only the first lane. */
  add(value: Code, single: boolean): Code {
    if (this.#name !== "sum")
      return this.#low.set(this.#combine(this.#low.get, single ? this.#alone(value) : value));
    const add = laneOperations("float64").add;
    if (this.#float === "float64")
      return this.#low.set(add(this.#low.get, single ? this.#alone(value) : value));
    const low = this.#low.set(add(this.#low.get, convert.promoteLow(single ? this.#alone(value) : value)));
    if (single) return low;
    return [...low, ...this.#high.set(add(this.#high.get, convert.promoteLow(convert.upperHalf(value))))];
  }

  /** Combines the lanes; the result then stands in all lanes. */
  finish(): Code[] {
    if (this.#name !== "sum") {
      const count = this.#float === "float32" ? 4 : 2;
      const scalars = Array.from({ length: count }, (_, i) => this.#lanes.lane(this.#low.get, i));
      const combine = scalar[this.#float][this.#name];
      return [this.#result.set(this.#lanes.splat(scalars.reduce((a, b) => combine(a, b))))];
    }
    const { add, lane } = laneOperations("float64");
    const both = add(this.#low.get, this.#high.get);
    const total = f64.add(lane(both, 0), lane(both, 1));
    return [this.#result.set(this.#lanes.splat(this.#float === "float32" ? f32.demote(total) : total))];
  }

  #neutral(): Code {
    if (this.#name === "sum") return bits.zero;
    return this.#lanes.literal(this.#name === "amax" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
  }

  /** The first lane, and what changes nothing in the others. */
  #alone(value: Code): Code {
    const mask = this.#float === "float32" ? firstOf4 : firstOf2;
    return this.#name === "sum" ? bits.and(value, mask) : bits.select(value, this.#neutral(), mask);
  }

  #combine(a: Code, b: Code): Code {
    return this.#name === "amax" ? this.#lanes.maximum(a, b) : this.#lanes.minimum(a, b);
  }
}

const firstOf4 = i32x4.literal(-1, 0, 0, 0);
const firstOf2 = i32x4.literal(-1, -1, 0, 0);

const scalar = {
  float32: { amax: f32.max, amin: f32.min },
  float64: { amax: f64.max, amin: f64.min },
} as const;
