import { sizeOf } from "../../shape.ts";
import { compute, record } from "../../tape.ts";
import type { Tensor } from "../../tensor.ts";
import { toFloating } from "../cast.ts";

/** What one element is made of: places along a side, and the weight of each. */
export type Taps = readonly (readonly [from: number, weight: number])[];

/** The taps of element i of `out` along a side of n. */
export type Rule = (i: number, out: number, n: number) => Taps;

/** Mixes rows, then columns, of images x [N, C, H, W] by one rule into images of `size`. */
export function alongSides(where: string, x: Tensor, size: readonly [number, number], rule: Rule): Tensor {
  const taps = (d: number, out: number): Taps[] =>
    Array.from({ length: out }, (_, i) => rule(i, out, x.shape[d]!));
  return mix(mix(toFloating(where, x), 2, taps(2, size[0])), 3, taps(3, size[1]));
}

/** y_i = Σ weight · x_from along dimension d. The gradient mixes with the transposed taps. */
function mix(x: Tensor, d: number, taps: readonly Taps[]): Tensor {
  const n = x.shape[d]!;
  const inner = sizeOf(x.shape.slice(d + 1));
  const shape = x.shape.map((size, e) => (e === d ? taps.length : size));
  const y = compute("mix", [x], { shape, dtype: x.dtype }, (out, a) => {
    const total = new Float64Array(inner);
    for (let at = 0; at < out.length; at += inner) {
      const line = Math.floor(at / (taps.length * inner)) * n;
      total.fill(0);
      for (const [from, weight] of taps[(at / inner) % taps.length]!) {
        for (let i = 0; i < inner; i++) total[i]! += weight * a[(line + from) * inner + i]!;
      }
      out.set(total, at);
    }
  });
  return record("mix", y, [[x, (g) => mix(g, d, transposed(taps, n))]]);
}

function transposed(taps: readonly Taps[], n: number): Taps[] {
  const result: [number, number][][] = Array.from({ length: n }, () => []);
  taps.forEach((list, i) => {
    for (const [from, weight] of list) result[from]!.push([i, weight]);
  });
  return result;
}
