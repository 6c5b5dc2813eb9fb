import { isFloating, type TypedArray } from "../dtype.ts";
import { expand } from "../ops/broadcast.ts";
import { toFloating } from "../ops/cast.ts";
import { squeeze, unsqueeze } from "../ops/reshape.ts";
import { broadcastShapes, type Shape, sameShape, showShape, sizeOf } from "../shape.ts";
import { inspect, isCompiling } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

/** What the decompositions ask of their inputs, and how they walk over a batch: all dimensions but the last two. */

/** At least two dimensions; integers become float32. */
export function requireMatrices(where: string, x: Tensor): Tensor {
  const a = toFloating(where, x);
  if (a.ndim < 2) {
    throw new RangeError(`${where}: shape ${showShape(a.shape)}, at least two dimensions are needed`);
  }
  return a;
}

export function requireSquare(where: string, x: Tensor): Tensor {
  const a = requireMatrices(where, x);
  if (a.shape.at(-1) !== a.shape.at(-2)) {
    throw new RangeError(
      `${where}: shape ${showShape(a.shape)} is not square, equal last two sizes are needed`,
    );
  }
  return a;
}

/** For iterations that would never end on NaN. */
export function requireFinite(where: string, x: Tensor): void {
  inspect([x], (data) => {
    const at = data.findIndex((value) => !Number.isFinite(value));
    if (at < 0) return;
    throw new RangeError(`${where}: ${data[at]} at element ${at}, finite numbers are needed`);
  });
}

/**
 * For operations with several results from one decomposition: eagerly it is done once, when the first result asks. A compiled
 * program, which runs the same kernels again on other numbers, does it for each result.
 */
export function jointly<Parts>(decompose: (data: TypedArray) => Parts): (data: TypedArray) => Parts {
  if (isCompiling()) return decompose;
  let parts: Parts | undefined;
  return (data) => {
    parts ??= decompose(data);
    return parts;
  };
}

/** max |x|, 0 without elements. */
export function largest(data: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < data.length; i++) most = Math.max(most, Math.abs(data[i]!));
  return most;
}

/** Rows and columns of the matrices of a tensor. */
export function sidesOf({ shape }: { readonly shape: Shape }): [rows: number, columns: number] {
  return [shape.at(-2)!, shape.at(-1)!];
}

export function batchOf({ shape }: { readonly shape: Shape }): Shape {
  return shape.slice(0, -2);
}

/** Calls `body` with each matrix of the batch as a view of `data`, which holds them one after the other. */
export function eachMatrix(
  data: Float64Array,
  { shape }: { readonly shape: Shape },
  body: (matrix: Float64Array, index: number) => void,
): void {
  const size = shape.at(-1)! * shape.at(-2)!;
  const count = sizeOf(shape.slice(0, -2));
  for (let i = 0; i < count; i++) body(data.subarray(i * size, (i + 1) * size), i);
}

/** Which matrix an error is about: nothing to say when there is only one. */
export function inBatch(index: number, { shape }: { readonly shape: Shape }): string {
  return shape.length === 2 ? "" : ` in matrix ${index} of the batch`;
}

/**
 * Runs `body` on a system A X = B whose sides have one dtype and one batch. A vector B, or a batch of vectors with
 * the shape of A without its last dimension, counts as one column.
 */
export function withSystem(
  where: string,
  { a, b, rows }: { a: Tensor; b: Tensor; rows: number },
  body: (a: Tensor, b: Tensor) => Tensor,
): Tensor {
  const right = toFloating(where, b);
  if (!isFloating(b.dtype) || right.dtype !== a.dtype) {
    throw new TypeError(
      `${where}: dtypes ${a.dtype} and ${b.dtype}, the same on both sides is needed; to(dtype) converts`,
    );
  }
  if (right.ndim === 1 || sameShape(right.shape, a.shape.slice(0, -1))) {
    return squeeze(withSystem(where, { a, b: unsqueeze(right, -1), rows }, body), -1);
  }
  if (right.ndim < 2 || right.shape.at(-2) !== rows) {
    throw new RangeError(
      `${where}: right side ${showShape(right.shape)} for matrices ${showShape(a.shape)}, ${rows} rows are needed`,
    );
  }
  const batch = broadcastShapes(where, batchOf(a), batchOf(right));
  return body(expand(a, [...batch, ...sidesOf(a)]), expand(right, [...batch, ...sidesOf(right)]));
}
