/**
 * NumPy's file format for one array, version 1.0 to 3.0: the magic string, the version, the header's length, the header as a Python dictionary
 * {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }, padded to a multiple of 64, then the values.
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
import { allocate, type DType, type TypedArray } from "./dtype.ts";
import { sizeOf } from "./shape.ts";
import { requireTensor, Tensor } from "./tensor.ts";

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY
const codes: Record<DType, string> = { float32: "<f4", float64: "<f8", int32: "<i4", bool: "|b1" };
const dtypes: Record<string, DType> = { f4: "float32", f8: "float64", i4: "int32", b1: "bool" };

/** Headers of our dtypes have a hundred characters; NumPy too refuses those far beyond. */
const longestHeader = 10_000;

/** Writes a tensor as the bytes of a `.npy` file, version 1.0, row-major, least significant byte first. */
export function saveNpy(x: Tensor): Uint8Array {
  requireTensor("saveNpy", x);
  const shape = `(${x.shape.join(", ")}${x.ndim === 1 ? "," : ""})`;
  const dictionary = `{'descr': '${codes[x.dtype]}', 'fortran_order': False, 'shape': ${shape}, }`;
  const start = Math.ceil((10 + dictionary.length + 1) / 64) * 64;
  if (start > longestHeader) {
    throw new RangeError(`saveNpy: a ${x.ndim}-D tensor, fewer dimensions are needed; reshape it`);
  }
  const header = `${dictionary.padEnd(start - 11)}\n`;
  const file = new Uint8Array(start + x.data.byteLength);
  file.set(magic);
  file.set([1, 0, header.length & 0xff, header.length >> 8], 6);
  file.set(new TextEncoder().encode(header), 10);
  file.set(new Uint8Array(x.data.buffer, x.data.byteOffset, x.data.byteLength), start);
  return file;
}

/**
 * Reads a `.npy` file: float32, float64, int32 and bool of either byte order, row-major or column-major. Nothing in it is trusted. Throws a
 * RangeError that says what was found; other types, such as int64, are refused rather than rounded.
 */
export function loadNpy(file: Uint8Array): Tensor {
  if (!(file instanceof Uint8Array)) {
    throw new TypeError(
      `loadNpy: a value of type ${typeof file}, a Uint8Array with the whole file is needed`,
    );
  }
  const { text, start } = readHeader(file);
  const { byteOrder, dtype, fortran, shape } = readDictionary(text);
  const size = sizeOf(shape);
  const width = allocate(dtype, 0).BYTES_PER_ELEMENT;
  if (!Number.isSafeInteger(size) || start + size * width !== file.length) {
    fail(
      `${file.length - start} bytes of values, shape (${shape.join(", ")}) of ${dtype} needs ${size * width}`,
    );
  }
  const bytes = new Uint8Array(file.subarray(start)); // its own memory; a Node Buffer's slice() would share it
  if (byteOrder === ">") swap(bytes, width);
  const data = viewAs(bytes, dtype);
  if (dtype === "bool" && data.some((value) => value > 1)) fail("a bool is neither 0 nor 1");
  return new Tensor(fortran ? toRowMajor(data, shape) : data, shape, dtype);
}

function readHeader(file: Uint8Array): { text: string; start: number } {
  if (file.length < 10 || magic.some((byte, i) => file[i] !== byte)) {
    fail("the file does not start with \\x93NUMPY; is it a .npz archive or compressed?");
  }
  const version = file[6]!;
  if (version < 1 || version > 3) fail(`version ${version}.${file[7]}, one from 1.0 to 3.0 is needed`);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const from = version === 1 ? 10 : 12;
  if (file.length < from) fail(`the file ends after ${file.length} bytes`);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (from + length > file.length)
    fail(`the header claims ${length} bytes of a file of ${file.length}; is it cut off?`);
  if (length > longestHeader) fail(`a header of ${length} bytes, at most ${longestHeader} are needed`);
  return { text: new TextDecoder("latin1").decode(file.subarray(from, from + length)), start: from + length };
}

function readDictionary(text: string) {
  const { descr, fortran_order: order, shape: sizes } = parseEntries(text);
  const type = /^'([<>|=]?)(\w+)'$/.exec(descr ?? "");
  const list = /^\((?:(\d+(?:,\s*\d+)+),?|(\d+),|)\)$/.exec(sizes ?? "");
  if (type === null || list === null || (order !== "True" && order !== "False")) noDictionary(text);
  const dtype = Object.hasOwn(dtypes, type[2]!) ? dtypes[type[2]!] : undefined;
  if (dtype === undefined)
    fail(
      `values of type ${type[2]}, one of ${Object.keys(dtypes).join(", ")} is needed; convert it in NumPy with astype`,
    );
  const shape = ((list[1] ?? list[2])?.split(",") ?? []).map(Number);
  if (!shape.every(Number.isSafeInteger)) fail(`shape ${sizes}, whole numbers in range are needed`);
  return { byteOrder: type[1]!, dtype, fortran: order === "True", shape };
}

/** The values behind the keys, as they are written: {'descr': "'<f4'", …}. */
function parseEntries(text: string): Record<string, string> {
  const dictionary = text.trim();
  const entries: Record<string, string> = {};
  if (!dictionary.startsWith("{") || !dictionary.endsWith("}")) noDictionary(text);
  const entry = /\s*'(descr|fortran_order|shape)'\s*:\s*('[^']*'|True|False|\([^()]*\))\s*(?:,|(?=\}$))/y;
  entry.lastIndex = 1;
  for (let match = entry.exec(dictionary); match; match = entry.exec(dictionary)) {
    if (Object.hasOwn(entries, match[1]!))
      fail(`the header names ${match[1]} twice, each key once is needed`);
    entries[match[1]!] = match[2]!.replace(/\s+/g, " ").replace("( ", "(").replace(/ ?\)/, ")");
    const rest = dictionary.slice(entry.lastIndex, -1);
    if (rest.trim() === "") return entries;
  }
  return noDictionary(text);
}

function noDictionary(text: string): never {
  return fail(
    `the header is ${JSON.stringify(text.slice(0, 80))}, a dictionary with descr, fortran_order and shape is needed`,
  );
}

function viewAs(bytes: Uint8Array<ArrayBuffer>, dtype: DType): TypedArray {
  if (dtype === "float32") return new Float32Array(bytes.buffer);
  if (dtype === "float64") return new Float64Array(bytes.buffer);
  return dtype === "int32" ? new Int32Array(bytes.buffer) : bytes;
}

function swap(bytes: Uint8Array, width: number): void {
  for (let at = 0; at < bytes.length; at += width) bytes.subarray(at, at + width).reverse();
}

/** Column-major to row-major: the first index moves fastest in `data`, the last one in the result. */
function toRowMajor(data: TypedArray, shape: readonly number[]): TypedArray {
  const result = data.slice();
  const strides: number[] = [];
  let stride = 1;
  for (const size of shape) {
    strides.push(stride);
    stride *= size;
  }
  const index = shape.map(() => 0);
  for (let at = 0; at < result.length; at++) {
    result[at] = data[index.reduce((sum, i, d) => sum + i * strides[d]!, 0)]!;
    for (let d = shape.length - 1; d >= 0; d--) {
      index[d]!++;
      if (index[d]! < shape[d]!) break;
      index[d] = 0;
    }
  }
  return result;
}

function fail(what: string): never {
  throw new RangeError(`loadNpy: ${what}`);
}
