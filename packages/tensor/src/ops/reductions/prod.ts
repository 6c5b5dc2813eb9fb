import { optionsOf } from "../../arguments.ts";
import { reduce } from "../../reduce.ts";
import { normalizeDims, reducedShape, sizeOf } from "../../shape.ts";
import { record } from "../../tape.ts";
import { requireTensor, type Tensor } from "../../tensor.ts";
import { mul } from "../arithmetic.ts";
import type { ReduceOptions } from "../broadcast.ts";
import { to } from "../cast.ts";
import { permute } from "../permute.ts";
import { reshape } from "../reshape.ts";
import { flip } from "../shape/flip.ts";
import { cumprod } from "./cumulative.ts";
import { shift } from "./recurrence.ts";

/**
 * Π x over the given dimensions; of no elements 1. Accumulates in float64, rounds once.
 *
 *   ∂L/∂x_i = g · Π_(j≠i) x_j
 *
 * The product of the others is what comes before times what comes after, never y / x_i, which fails at 0.
 */
export function prod(x: Tensor, options: ReduceOptions = {}): Tensor {
  const { dim, keepdim = false } = optionsOf("prod", options);
  requireTensor("prod", x);
  const a = x.dtype === "bool" ? to(x, "int32") : x;
  const dims = normalizeDims("prod", dim, a.ndim);
  const y = reduce("prod", a, { dims, keepdim, dtype: a.dtype }, (out, p, { outer, n, inner }) => {
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        let product = 1;
        for (let r = 0; r < n; r++) product *= p[(o * n + r) * inner + i]!;
        out[o * inner + i] = product;
      }
    }
  });
  const kept = reducedShape(a.shape, dims, true);
  return record("prod", y, [[a, (g) => mul(reshape(g, kept), others(a, dims)), a]]);
}

/** For each element the product of all others over `dims`. */
function others(x: Tensor, dims: readonly number[]): Tensor {
  const outside = x.shape.map((_, d) => d).filter((d) => !dims.includes(d));
  const order = [...outside, ...dims];
  const moved = permute(x, order);
  const n = sizeOf(dims.map((d) => x.shape[d]!));
  const rows = reshape(moved, [...outside.map((d) => x.shape[d]!), n]);
  const last = outside.length;
  const before = shift(cumprod(rows, last), last, 1, false);
  const after = shift(flip(cumprod(flip(rows, last), last), last), last, 1, true);
  const inverse = order.map((_, d) => order.indexOf(d));
  return permute(reshape(mul(before, after), moved.shape), inverse);
}
