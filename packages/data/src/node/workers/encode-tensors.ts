import { type DType, Tensor, type TypedArray } from "@blankfile/tensor";

/** A tensor as a message carries it. */
interface EncodedTensor {
  tensor: TypedArray;
  shape: readonly number[];
  dtype: DType;
}

/** A value in which tensors are replaced by plain data, and the memory that a message may take along instead of copying it. */
export interface Encoded {
  value: unknown;
  transfer: ArrayBuffer[];
}

/** Prepares any arrays and plain objects of tensors for `postMessage`, which would lose what makes a tensor one. */
export function encodeTensors(given: unknown): Encoded {
  const transfer: ArrayBuffer[] = [];
  const encode = (value: unknown): unknown => {
    if (value instanceof Tensor) {
      // A copy of its own: the data may be a part of a larger piece of memory, all of which a message would carry.
      const data = value.data.slice();
      transfer.push(data.buffer as ArrayBuffer);
      return { tensor: data, shape: value.shape, dtype: value.dtype } satisfies EncodedTensor;
    }
    if (Array.isArray(value)) return { array: value.map(encode) };
    if (isPlain(value)) {
      return { object: Object.entries(value).map(([key, inner]) => [key, encode(inner)]) };
    }
    return { plain: value };
  };
  return { value: encode(given), transfer };
}

/** The value that was encoded. */
export function decodeTensors(encoded: unknown): unknown {
  const box = encoded as Partial<EncodedTensor> & {
    array?: unknown[];
    object?: [string, unknown][];
    plain?: unknown;
  };
  if (box.tensor) return new Tensor(box.tensor, box.shape!, box.dtype!);
  if (box.array) return box.array.map(decodeTensors);
  if (box.object) return Object.fromEntries(box.object.map(([key, value]) => [key, decodeTensors(value)]));
  return box.plain;
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
