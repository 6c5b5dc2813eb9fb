import { requireArray } from "../arguments.ts";
import { normalizeDim, showShape } from "../shape.ts";
import { copyPermuted } from "../strided.ts";
import { compute, record } from "../tape.ts";
import { requireTensor, type Tensor } from "../tensor.ts";

/** Reorders the dimensions: result dimension d is dimension dims[d] of x. */
export function permute(x: Tensor, dims: readonly number[]): Tensor {
  requireTensor("permute", x);
  requireArray("permute", "dims", dims);
  const order = dims.map((dim) => normalizeDim("permute", dim, x.ndim));
  if (order.length !== x.ndim || new Set(order).size !== x.ndim) {
    throw new RangeError(
      `permute: dims ${showShape(dims)} of a ${x.ndim}-D tensor, each dimension once is needed`,
    );
  }
  if (order.every((dim, d) => dim === d)) return x;
  const shape = order.map((d) => x.shape[d]!);
  const y = compute(
    "permute",
    [x],
    { shape, dtype: x.dtype },
    (out, a) => copyPermuted(out, a, x.shape, order),
    { order },
  );
  const inverse = order.map((_, d) => order.indexOf(d));
  return record("permute", y, [[x, (g) => permute(g, inverse)]]);
}

/** Swaps two dimensions. */
export function transpose(x: Tensor, dim0: number, dim1: number): Tensor {
  requireTensor("transpose", x);
  const i = normalizeDim("transpose", dim0, x.ndim);
  const j = normalizeDim("transpose", dim1, x.ndim);
  return permute(
    x,
    x.shape.map((_, d) => (d === i ? j : d === j ? i : d)),
  );
}
