import type { DType, TypedArray } from "./dtype.ts";
import { copyRepeated, type Repeated, repetition } from "./repeat.ts";
import { broadcastShapes, type Shape, sameShape, sizeOf } from "./shape.ts";
import { copyBroadcast } from "./strided.ts";
import { compute } from "./tape.ts";
import type { Tensor } from "./tensor.ts";

/** Fills `out` from pairs of elements. It may be called for pieces of `out`, and with a q or p longer than that. */
type Pairs = (out: TypedArray, p: TypedArray, q: TypedArray) => void;

/** An operation on pairs of elements: both inputs are broadcast to one shape, then one loop runs over them. */
export function zip(name: string, a: Tensor, b: Tensor, kernel: Pairs, dtype: DType = a.dtype): Tensor {
  if (sameShape(a.shape, b.shape)) return compute(name, [a, b], { shape: a.shape, dtype }, kernel);
  const shape = broadcastShapes(name, a.shape, b.shape);
  return compute(name, [a, b], { shape, dtype }, (out, p, q) => {
    if (sameShape(a.shape, shape)) zipRepeated(kernel, out, p, { data: q, from: b.shape, to: shape });
    else if (sameShape(b.shape, shape)) {
      const swapped: Pairs = (out, q, p) => kernel(out, p, q);
      zipRepeated(swapped, out, q, { data: p, from: a.shape, to: shape });
    } else kernel(out, spread(p, a.shape, shape), spread(q, b.shape, shape));
  });
}

/** Whether a loop over these meets one kind of array only: V8 makes such a loop twice as fast, if it is one of its own. */
export function allFloat32(out: TypedArray, p: TypedArray, q: TypedArray): boolean {
  return out instanceof Float32Array && p instanceof Float32Array && q instanceof Float32Array;
}

/** The data of a tensor of shape `from`, repeated to fill `to`. */
export function spread(data: TypedArray, from: Shape, to: Shape): TypedArray {
  if (sameShape(from, to)) return data;
  const out = new (data.constructor as new (size: number) => TypedArray)(sizeOf(to));
  copyBroadcast(out, data, from, to);
  return out;
}

/**
 * Runs the kernel piece by piece. What is repeated is laid out for one piece, which stays in the processor's cache, and not
 * for all of `out`, which costs as much memory as the result.
 */
function zipRepeated(
  kernel: Pairs,
  out: TypedArray,
  whole: TypedArray,
  repeated: { data: TypedArray; from: Shape; to: Shape },
): void {
  const { data, from, to } = repeated;
  const found = repetition(from, to);
  if (found) zipPieces(kernel, out, whole, { data, ...found });
  else kernel(out, whole, spread(data, from, to));
}

function zipPieces(kernel: Pairs, out: TypedArray, whole: TypedArray, repeated: Repeated): void {
  const cycle = repeated.n * repeated.run;
  // Where the cycle fits, every piece begins it anew and reads the same.
  const same = cycle <= pieceSize;
  const size = same ? pieceSize - (pieceSize % cycle) : pieceSize;
  const piece = scratchLike(repeated.data);
  for (let start = 0; start < out.length; start += size) {
    const end = Math.min(start + size, out.length);
    if (start === 0 || !same) copyRepeated(piece, repeated, start, end - start);
    if (end - start === out.length) kernel(out, whole, piece);
    else kernel(out.subarray(start, end), whole.subarray(start, end), piece);
  }
}

const pieceSize = 4096;
const scratch = {
  float32: new Float32Array(pieceSize),
  float64: new Float64Array(pieceSize),
  int32: new Int32Array(pieceSize),
  bool: new Uint8Array(pieceSize),
};

function scratchLike(data: TypedArray): TypedArray {
  if (data instanceof Float32Array) return scratch.float32;
  if (data instanceof Float64Array) return scratch.float64;
  return data instanceof Int32Array ? scratch.int32 : scratch.bool;
}
