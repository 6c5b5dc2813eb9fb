import { Philox } from "../../philox.ts";
import { f32, f64, i32 } from "../instructions.ts";
import type { Float } from "../lanes.ts";
import { ModuleBuilder } from "../module.ts";
import { addAttention, attentionScratch } from "./attention.ts";
import { type AttentionGradients, backwardMatrices, type Rows } from "./operands.ts";

/** [B, T, H, D] for q and [B, S, H, …] for k and v, as a projection of tokens gives them. */
export interface AttentionSize {
  readonly B: number;
  readonly H: number;
  readonly T: number;
  readonly S: number;
  readonly D: number;
  readonly E: number;
}

export interface AttentionInputs {
  readonly size: AttentionSize;
  readonly q: Float64Array;
  readonly k: Float64Array;
  readonly v: Float64Array;
  readonly dOut: Float64Array;
}

export const outputs = ["out", "dQ", "dK", "dV"] as const;
export type AttentionOutputs = Record<(typeof outputs)[number], Float64Array>;

export function lengths({ B, H, T, S, D, E }: AttentionSize) {
  const [q, k, v, out] = [B * T * H * D, B * S * H * D, B * S * H * E, B * T * H * E];
  return { q, k, v, out, dOut: out, dQ: q, dK: k, dV: v };
}

export function randomInputs(size: AttentionSize, seed: number, scale = 1): AttentionInputs {
  const rng = new Philox(seed);
  const normal = (length: number) => Float64Array.from({ length }, () => Math.fround(rng.normal()));
  const { q, k, v, dOut } = lengths(size);
  return { size, q: normal(q).map((x) => x * scale), k: normal(k), v: normal(v), dOut: normal(dOut) };
}

export interface AttentionRun {
  readonly float: Float;
  readonly fused?: boolean;
  readonly causal?: boolean;
  readonly scale?: number;
  /** Cuts of the items into ranges, one call each. */
  readonly cuts?: readonly number[];
}

/** A machine with room for one problem; numbers are NaN where nothing has been written. */
export class AttentionMachine {
  readonly size: AttentionSize;
  readonly scale: number;
  readonly #all: Float32Array | Float64Array;
  readonly #places: Record<string, number> = {};
  readonly #call: Record<"forward" | "backward", (first: number, last: number) => void>;

  constructor(size: AttentionSize, { float, fused = false, causal = false, scale }: AttentionRun) {
    this.size = size;
    this.scale = scale ?? 1 / Math.sqrt(size.D);
    const bytes = float === "float32" ? 4 : 8;
    let next = 0;
    for (const [name, length] of [
      ...Object.entries(lengths(size)),
      ["statistics", 2 * size.B * size.H * size.T],
    ] as [string, number][]) {
      this.#places[name] = next;
      next += Math.ceil(length / 4) * 4 + 4;
    }
    const scratch = next * bytes;
    const room = Math.max(
      attentionScratch(float, "forward", size),
      attentionScratch(float, "backward", size),
    );
    const memory = new WebAssembly.Memory({ initial: Math.ceil((scratch + room) / 65_536) });
    this.#all = float === "float32" ? new Float32Array(memory.buffer) : new Float64Array(memory.buffer);
    this.#all.fill(Number.NaN);
    const m = new ModuleBuilder();
    const attention = addAttention(m, float, fused);
    for (const direction of ["forward", "backward"] as const) {
      m.function({
        name: direction,
        params: ["i32", "i32"],
        body: ({ params: [first, last] }) => [
          attention[direction]({
            ...this.#matrices(bytes),
            ...sizes(size),
            statistics: i32.const(this.#places.statistics! * bytes),
            heads: i32.const(size.H),
            causal: i32.const(causal ? 1 : 0),
            scratch: i32.const(scratch),
            first: first!.get,
            last: last!.get,
            scale: float === "float32" ? f32.const(this.scale) : f64.const(this.scale),
          }),
        ],
      });
    }
    const instance = new WebAssembly.Instance(new WebAssembly.Module(m.bytes()), { env: { memory } });
    this.#call = instance.exports as never;
  }

  write({ q, k, v, dOut }: AttentionInputs): void {
    for (const [name, numbers] of Object.entries({ q, k, v, dOut }))
      this.#all.set(numbers, this.#places[name]!);
  }

  run(direction: "forward" | "backward", first = 0, last = this.size.B * this.size.H): void {
    this.#call[direction](first, last);
  }

  read(): AttentionOutputs & { statistics: Float64Array } {
    const part = (name: string, length: number) =>
      Float64Array.from(this.#all.subarray(this.#places[name]!, this.#places[name]! + length));
    const found = Object.entries(lengths(this.size)).map(([name, length]) => [name, part(name, length)]);
    const statistics = part("statistics", 2 * this.size.B * this.size.H * this.size.T);
    return { ...Object.fromEntries(found), statistics };
  }

  /** Numbers right after the end of each matrix, which nobody may write. */
  fences(): number[] {
    return Object.entries(lengths(this.size)).map(
      ([name, length]) => this.#all[this.#places[name]! + length]!,
    );
  }

  #matrices(bytes: number): Pick<AttentionGradients, (typeof backwardMatrices)[number]> {
    const { H, T, S, D, E } = this.size;
    const shape = {
      q: [T, D],
      k: [S, D],
      v: [S, E],
      out: [T, E],
      dOut: [T, E],
      dQ: [T, D],
      dK: [S, D],
      dV: [S, E],
    };
    const rows = backwardMatrices.map((name): [string, Rows] => {
      const [length, width] = shape[name] as [number, number];
      const constant = (numbers: number) => i32.const(numbers * bytes);
      const at = constant(this.#places[name]!);
      return [
        name,
        { at, batch: constant(length * H * width), head: constant(width), row: constant(H * width) },
      ];
    });
    return Object.fromEntries(rows) as never;
  }
}

function sizes({ T, S, D, E }: AttentionSize) {
  return { T: i32.const(T), S: i32.const(S), D: i32.const(D), E: i32.const(E) };
}

/** Forward and backward of all items. */
export function runAttention(inputs: AttentionInputs, options: AttentionRun): AttentionOutputs {
  const machine = new AttentionMachine(inputs.size, options);
  machine.write(inputs);
  const cuts = [...(options.cuts ?? []), inputs.size.B * inputs.size.H];
  for (const direction of ["forward", "backward"] as const) {
    for (const [i, cut] of cuts.entries()) machine.run(direction, cuts[i - 1] ?? 0, cut);
  }
  return machine.read();
}
