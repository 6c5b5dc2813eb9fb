import type { DType, TypedArray } from "./dtype.ts";
import { broadcastShapes, type Shape, sameShape, sizeOf } from "./shape.ts";
import { copyBroadcast } from "./strided.ts";
import { compute } from "./tape.ts";
import type { Tensor } from "./tensor.ts";

/** An operation on pairs of elements: both inputs are broadcast to one shape, then one loop runs over them. */
export function zip(
  name: string,
  a: Tensor,
  b: Tensor,
  kernel: (out: TypedArray, p: TypedArray, q: TypedArray) => void,
  dtype: DType = a.dtype,
): Tensor {
  if (sameShape(a.shape, b.shape)) return compute(name, [a, b], { shape: a.shape, dtype }, kernel);
  const shape = broadcastShapes(name, a.shape, b.shape);
  return compute(name, [a, b], { shape, dtype }, (out, p, q) =>
    kernel(out, spread(p, a.shape, shape), spread(q, b.shape, shape)),
  );
}

/** The data of a tensor of shape `from`, repeated to fill `to`. */
export function spread(data: TypedArray, from: Shape, to: Shape): TypedArray {
  if (sameShape(from, to)) return data;
  const out = new (data.constructor as new (size: number) => TypedArray)(sizeOf(to));
  copyBroadcast(out, data, from, to);
  return out;
}
