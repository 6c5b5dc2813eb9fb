import type { TypedArray } from "../../dtype.ts";
import { sizeOf } from "../../shape.ts";
import { compute, record } from "../../tape.ts";
import type { Tensor } from "../../tensor.ts";
import { mul } from "../arithmetic.ts";
import { cat } from "../join.ts";
import { type Range, slice } from "../slice.ts";

/**
 * The first-order linear recurrence along dimension d, for a and b of one shape:
 *
 *   y_i = a_i · y_(i−1) + b_i,   y_(−1) = 0
 *
 * Its gradient is the same recurrence run backwards: with λ_i = g_i + a_(i+1) · λ_(i+1),
 *
 *   ∂L/∂b_i = λ_i,   ∂L/∂a_i = λ_i · y_(i−1)
 *
 * No division, so zeros in a are as good as any number. `reverse` runs it from the last element to the first, with i − 1
 * and i + 1 exchanged. Products accumulate in float64 and are rounded once each.
 */
export function recurrence(a: Tensor, b: Tensor, d: number, { reverse = false } = {}): Tensor {
  const y = compute("recurrence", [a, b], b, (out, p, q) => run(out, p, q, lines(b, d), reverse));
  const lambda = (g: Tensor): Tensor => recurrence(shift(a, d, 0, !reverse), g, d, { reverse: !reverse });
  return record("recurrence", y, [
    [a, (g) => mul(lambda(g), shift(y, d, 0, reverse)), a, y],
    [b, lambda, a],
  ]);
}

/** x_(i−1) along dimension d, with `first` where there is none; `reverse` gives x_(i+1). */
export function shift(x: Tensor, d: number, first: number, reverse: boolean): Tensor {
  const n = x.shape[d]!;
  if (n === 0) return x;
  const along = (range: Range): Range[] => [...x.shape.slice(0, d).map(() => null), range];
  const shape = x.shape.map((size, e) => (e === d ? 1 : size));
  const edge = compute("shift", [], { shape, dtype: x.dtype }, (out) => out.fill(first));
  if (reverse) return cat([slice(x, ...along([1, n])), edge], { dim: d });
  return cat([edge, slice(x, ...along([0, n - 1]))], { dim: d });
}

interface Lines {
  outer: number;
  n: number;
  inner: number;
}

function lines(x: Tensor, d: number): Lines {
  return { outer: sizeOf(x.shape.slice(0, d)), n: x.shape[d]!, inner: sizeOf(x.shape.slice(d + 1)) };
}

function run(
  out: TypedArray,
  a: TypedArray,
  b: TypedArray,
  { outer, n, inner }: Lines,
  reverse: boolean,
): void {
  const step = reverse ? -inner : inner;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      let at = (o * n + (reverse ? n - 1 : 0)) * inner + i;
      let y = 0;
      for (let r = 0; r < n; r++) {
        y = r === 0 ? b[at]! : a[at]! * y + b[at]!;
        out[at] = y;
        at += step;
      }
    }
  }
}
