import { allocate, type DType, type TypedArray } from "./dtype.ts";
import { reducedShape, sizeOf } from "./shape.ts";
import { copyPermuted } from "./strided.ts";
import { compute } from "./tape.ts";
import type { Tensor } from "./tensor.ts";

/**
 * How a reduction walks its input: element (o, r, i) lies at (o · n + r) · inner + i, and for each of the
 * outer · inner results r runs over the n elements to be reduced.
 */
export interface Walk {
  outer: number;
  n: number;
  inner: number;
}

/** Fills `out` (outer · inner) from `a` (outer · n · inner). */
export type Reduction = (out: TypedArray, a: TypedArray, walk: Walk) => void;

/** Reduces x over sorted `dims`. Dimensions that do not lie side by side are first moved to the end. */
export function reduce(
  name: string,
  x: Tensor,
  { dims, keepdim, dtype }: { dims: readonly number[]; keepdim: boolean; dtype: DType },
  reduction: Reduction,
): Tensor {
  const shape = reducedShape(x.shape, dims, keepdim);
  return compute(
    name,
    [x],
    { shape, dtype },
    (out, a) => {
      const [data, walk] = arrange(x, dims, a);
      reduction(out, data, walk);
    },
    { dims },
  );
}

function arrange(x: Tensor, dims: readonly number[], data: TypedArray): [TypedArray, Walk] {
  const n = sizeOf(dims.map((d) => x.shape[d]!));
  const first = dims[0] ?? 0;
  if (dims.every((d, i) => d === first + i)) {
    const outer = sizeOf(x.shape.slice(0, first));
    return [data, { outer, n, inner: sizeOf(x.shape.slice(first + dims.length)) }];
  }
  const kept = x.shape.map((_, d) => d).filter((d) => !dims.includes(d));
  const moved = allocate(x.dtype, data.length);
  copyPermuted(moved, data, x.shape, [...kept, ...dims]);
  return [moved, { outer: sizeOf(kept.map((d) => x.shape[d]!)), n, inner: 1 }];
}
