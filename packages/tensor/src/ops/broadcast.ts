/** Copying along a dimension and summing along it are each other's gradient, so they live together. */
import { optionsOf, requireArray } from "../arguments.ts";
import type { TypedArray } from "../dtype.ts";
import { reduce, type Walk } from "../reduce.ts";
import {
  broadcastShapes,
  checkShape,
  type Dims,
  normalizeDims,
  reducedShape,
  type Shape,
  sameShape,
  showShape,
} from "../shape.ts";
import { copyBroadcast } from "../strided.ts";
import { compute, record } from "../tape.ts";
import { requireTensor, type Tensor } from "../tensor.ts";
import { reshape } from "./reshape.ts";

/** Which dimensions a reduction runs over (all, if none are named), and whether they stay with size 1. */
export interface ReduceOptions {
  dim?: Dims;
  keepdim?: boolean;
}

/** Σ x over the given dimensions; of no elements 0. Bools are counted. Accumulates in float64, rounds once. */
export function sum(x: Tensor, options: ReduceOptions = {}): Tensor {
  const { dim, keepdim = false } = optionsOf("sum", options);
  requireTensor("sum", x);
  const dims = normalizeDims("sum", dim, x.ndim);
  const dtype = x.dtype === "bool" ? "int32" : x.dtype;
  const y = reduce("sum", x, { dims, keepdim, dtype }, sumInto);
  const kept = reducedShape(x.shape, dims, true);
  return record("sum", y, [[x, (g) => expand(reshape(g, kept), x.shape)]]);
}

/** Repeats dimensions of size 1, and adds leading ones, up to `shape`; −1 keeps a size. */
export function expand(x: Tensor, shape: Shape): Tensor {
  requireTensor("expand", x);
  requireArray("expand", "shape", shape);
  const lead = shape.length - x.ndim;
  const target = checkShape(
    "expand",
    shape.map((n, d) => (n === -1 && d >= lead ? x.shape[d - lead]! : n)),
  );
  if (lead < 0 || !x.shape.every((n, d) => n === 1 || n === target[d + lead])) {
    throw new RangeError(
      `expand: ${showShape(x.shape)} to ${showShape(shape)}, sizes equal to x's from the last dimension on are needed, except where x has 1`,
    );
  }
  if (sameShape(target, x.shape)) return x;
  const y = compute("expand", [x], { shape: target, dtype: x.dtype }, (out, a) =>
    copyBroadcast(out, a, x.shape, target),
  );
  return record("expand", y, [[x, (g) => sumTo(g, x.shape)]]);
}

/** Sums x back to a shape that broadcasts to x's: the gradient of every broadcast operand. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  requireTensor("sumTo", x);
  requireArray("sumTo", "shape", shape);
  if (sameShape(x.shape, shape)) return x;
  const lead = x.ndim - shape.length;
  if (lead < 0 || !sameShape(broadcastShapes("sumTo", x.shape, shape), x.shape)) {
    throw new RangeError(
      `sumTo: ${showShape(x.shape)} to ${showShape(shape)}, a shape that broadcasts to the first is needed`,
    );
  }
  const dim = x.shape.map((_, d) => d).filter((d) => d < lead || (shape[d - lead] === 1 && x.shape[d] !== 1));
  return reshape(sum(x, { dim }), shape);
}

function sumInto(out: TypedArray, a: TypedArray, { outer, n, inner }: Walk): void {
  if (inner === 1) {
    for (let o = 0; o < outer; o++) {
      let total = 0;
      for (let at = o * n; at < (o + 1) * n; at++) total += a[at]!;
      out[o] = total;
    }
    return;
  }
  const totals = new Float64Array(inner);
  for (let o = 0; o < outer; o++) {
    totals.fill(0);
    for (let r = 0; r < n; r++) {
      const row = (o * n + r) * inner;
      for (let i = 0; i < inner; i++) totals[i]! += a[row + i]!;
    }
    out.set(totals, o * inner);
  }
}
