/**
 * The IDX format, in which MNIST is published.
 *
 * Two zero bytes, a type byte, the number of dimensions; then each dimension as a 32-bit number, most significant byte first; then the
 * values in row-major order, likewise. http://yann.lecun.com/exdb/mnist/
 */
export interface Idx {
  shape: number[];
  data: Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;
}

interface Reader {
  bytes: number;
  make: (n: number) => Idx["data"];
  read: (view: DataView, at: number) => number;
}

const readers: Record<number, Reader> = {
  8: { bytes: 1, make: (n) => new Uint8Array(n), read: (view, at) => view.getUint8(at) },
  9: { bytes: 1, make: (n) => new Int8Array(n), read: (view, at) => view.getInt8(at) },
  11: { bytes: 2, make: (n) => new Int16Array(n), read: (view, at) => view.getInt16(at) },
  12: { bytes: 4, make: (n) => new Int32Array(n), read: (view, at) => view.getInt32(at) },
  13: { bytes: 4, make: (n) => new Float32Array(n), read: (view, at) => view.getFloat32(at) },
  14: { bytes: 8, make: (n) => new Float64Array(n), read: (view, at) => view.getFloat64(at) },
};

/** Reads a whole IDX file, already decompressed. Throws a RangeError where the header and the length do not agree. */
export function parseIdx(bytes: Uint8Array): Idx {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0) {
    const start = [...bytes.subarray(0, 4)].map((b) => b.toString(16).padStart(2, "0")).join(" ");
    throw new RangeError(
      `parseIdx: the file starts with ${start}; an IDX file starts with 00 00 (is it still compressed?)`,
    );
  }
  const reader = readers[view.getUint8(2)];
  if (reader === undefined) {
    throw new RangeError(
      `parseIdx: type byte ${view.getUint8(2)}; it must be one of ${Object.keys(readers).join(", ")}`,
    );
  }
  const dims = view.getUint8(3);
  const start = 4 + 4 * dims;
  if (bytes.length < start) {
    throw new RangeError(
      `parseIdx: ${bytes.length} bytes; the header of ${dims} dimensions alone has ${start}`,
    );
  }
  const shape = Array.from({ length: dims }, (_, i) => view.getUint32(4 + 4 * i));
  const count = shape.reduce((product, size) => product * size, 1);
  if (start + count * reader.bytes !== bytes.length) {
    throw new RangeError(
      `parseIdx: ${bytes.length} bytes; shape [${shape.join(", ")}] needs ${start + count * reader.bytes} (is the file cut off?)`,
    );
  }
  if (reader.bytes === 1) {
    const data = reader.make(count);
    data.set(bytes.subarray(start));
    return { shape, data };
  }
  const data = reader.make(count);
  for (let i = 0; i < count; i++) data[i] = reader.read(view, start + i * reader.bytes);
  return { shape, data };
}
