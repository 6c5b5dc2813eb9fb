import type { DType, TypedArray } from "@blankfile/tensor";

/** How a file's elements become a tensor's. */
export interface ElementType {
  /** Bytes of an element. */
  size: number;
  dtype: DType;
  /** The values of a piece of memory of its own; where one does not fit, `fail` is told why. */
  read(memory: ArrayBuffer, fail: (why: string) => never): TypedArray;
}

/** The types that are read, by safetensors' names. I64, F16 and BF16 are others' and become types that hold their values exactly. */
export const elementTypes: Readonly<Record<string, ElementType>> = {
  F64: { size: 8, dtype: "float64", read: (memory) => new Float64Array(memory) },
  F32: { size: 4, dtype: "float32", read: (memory) => new Float32Array(memory) },
  F16: { size: 2, dtype: "float32", read: (memory) => Float32Array.from(new Uint16Array(memory), half) },
  BF16: { size: 2, dtype: "float32", read: (memory) => brainFloats(new Uint16Array(memory)) },
  I64: { size: 8, dtype: "int32", read: narrowed },
  I32: { size: 4, dtype: "int32", read: (memory) => new Int32Array(memory) },
  BOOL: { size: 1, dtype: "bool", read: booleans },
};

/** IEEE 754 binary16: sign, five bits of exponent with bias 15, ten of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (fraction + 0x400) * 2 ** (exponent - 25));
}

/** The upper halves of float32. */
function brainFloats(bits: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(bits, (upper) => upper * 0x10000).buffer);
}

function narrowed(memory: ArrayBuffer, fail: (why: string) => never): Int32Array {
  const values = new BigInt64Array(memory);
  const far = values.findIndex((value) => value !== BigInt.asIntN(32, value));
  if (far >= 0)
    fail(
      `is I64 and holds ${values[far]} at element ${far}, numbers from −2³¹ to 2³¹ − 1 are needed for int32`,
    );
  return Int32Array.from(values, Number);
}

function booleans(memory: ArrayBuffer, fail: (why: string) => never): Uint8Array {
  const bytes = new Uint8Array(memory);
  if (bytes.some((byte) => byte > 1)) fail("is BOOL and has bytes other than 0 and 1");
  return bytes;
}
