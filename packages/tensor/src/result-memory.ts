import { allocate, type DType, type TypedArray } from "./dtype.ts";

/**
 * A zeroed array for the result of an operation.
 *
 * V8 keeps up to 64 bytes inside the array's own object; for more it asks the system, which costs more than the arithmetic on a
 * few hundred numbers. So small results are cut one after another from a piece of memory. Nothing is used twice: a piece
 * is collected once none of its arrays is held.
 */
export function allocateResult(dtype: DType, size: number): TypedArray {
  const bytes = size * bytesOf[dtype];
  if (bytes <= insideObject || bytes > small) return allocate(dtype, size);
  if (used + bytes > piece.byteLength) {
    piece = new ArrayBuffer(pieceBytes);
    used = 0;
  }
  const offset = used;
  used += (bytes + alignment - 1) & -alignment;
  if (dtype === "float32") return new Float32Array(piece, offset, size);
  if (dtype === "float64") return new Float64Array(piece, offset, size);
  return dtype === "int32" ? new Int32Array(piece, offset, size) : new Uint8Array(piece, offset, size);
}

const bytesOf = { float64: 8, float32: 4, int32: 4, bool: 1 };
const insideObject = 64;
/** The largest array that is cut from a piece, so that what is left over at its end is little. */
const small = 1024;
/** What the last held array of a piece can keep alive. */
const pieceBytes = 8192;
const alignment = 16;

let piece = new ArrayBuffer(0);
let used = 0;
