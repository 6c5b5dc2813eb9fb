/**
 * The safetensors format: eight bytes with the header's length, least significant first; the header as JSON, {name: {dtype, shape,
 * data_offsets}}; then the values, little-endian, row-major. https://github.com/huggingface/safetensors
 */
import { type DType, Tensor } from "@blankfile/tensor";
import type { StateDict } from "./module.ts";

const names: Record<DType, string> = { float32: "F32", float64: "F64", int32: "I32", bool: "BOOL" };
const arrays = { F32: Float32Array, F64: Float64Array, I32: Int32Array, BOOL: Uint8Array } as const;
const dtypes: Record<keyof typeof arrays, DType> = {
  F32: "float32",
  F64: "float64",
  I32: "int32",
  BOOL: "bool",
};
const reserved = ["__metadata__", "__proto__"];
const maxHeader = 100_000_000;

/**
 * Writes tensors by name, with optional remarks in texts. They lie in order of element size, largest first, then of name: each is
 * aligned, and equal contents give equal bytes.
 */
export function saveSafetensors(tensors: StateDict, metadata: Record<string, string> = {}): Uint8Array {
  const header: Record<string, unknown> = Object.keys(metadata).length > 0 ? { __metadata__: metadata } : {};
  const size = ({ data }: Tensor) => data.BYTES_PER_ELEMENT;
  const entries = Object.entries(tensors).sort(([a, x], [b, y]) => size(y) - size(x) || (a < b ? -1 : 1));
  let offset = 0;
  for (const [name, { dtype, shape, data }] of entries) {
    if (reserved.includes(name))
      throw new RangeError(`saveSafetensors: a tensor named ${name}, another name is needed; it is reserved`);
    header[name] = { dtype: names[dtype], shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const text = JSON.stringify(header);
  const bytes = new TextEncoder().encode(text);
  const padded = Math.ceil(bytes.length / 8) * 8; // values begin at a multiple of eight
  const file = new Uint8Array(8 + padded + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.fill(0x20, 8, 8 + padded);
  file.set(bytes, 8);
  let at = 8 + padded;
  for (const [, { data }] of entries) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return file;
}

/** Reads a whole file. Nothing in it is trusted: every length, offset, shape and type is checked before a value is read. */
export function loadSafetensors(file: Uint8Array): { tensors: StateDict; metadata: Record<string, string> } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 8) fail(`the file has ${file.length} bytes, at least 8 are needed`);
  const length = Number(view.getBigUint64(0, true));
  if (length > maxHeader || 8 + length > file.length) {
    fail(`the header claims ${length} bytes of a file of ${file.length}; is the file cut off?`);
  }
  const { __metadata__: metadata = {}, ...entries } = parseHeader(file.subarray(8, 8 + length));
  const values = file.subarray(8 + length);
  const tensors: StateDict = {};
  const spans: [number, number][] = [];
  for (const [name, entry] of Object.entries(entries)) {
    const { array, dtype, shape, from, to } = checkEntry(name, entry, values.length);
    spans.push([from, to]);
    const copy = new Uint8Array(values.subarray(from, to)); // its own memory, aligned; a Node Buffer's slice() would share it
    if (dtype === "bool" && copy.some((byte) => byte > 1))
      fail(`${name} is BOOL and has bytes other than 0 and 1`);
    tensors[name] = new Tensor(new array(copy.buffer), shape, dtype);
  }
  checkSpans(spans, values.length);
  return { tensors, metadata: checkMetadata(metadata) };
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    fail("the header is not JSON");
  }
  if (typeof header !== "object" || header === null || Array.isArray(header))
    fail("the header is not an object");
  return header as Record<string, unknown>;
}

function checkEntry(name: string, entry: unknown, available: number) {
  if (reserved.includes(name)) fail(`a tensor is named ${name}, another name is needed`);
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  if (typeof dtype !== "string" || !Object.hasOwn(arrays, dtype)) {
    fail(`${name} has dtype ${JSON.stringify(dtype)}, one of ${Object.keys(arrays).join(", ")} is needed`);
  }
  const whole = (x: unknown): x is number => Number.isSafeInteger(x) && (x as number) >= 0;
  if (!Array.isArray(shape) || !shape.every(whole))
    fail(`${name} has shape ${JSON.stringify(shape)}, whole numbers are needed`);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(whole)) {
    fail(`${name} has data_offsets ${JSON.stringify(offsets)}, two whole numbers are needed`);
  }
  const [from, to] = offsets as [number, number];
  const array = arrays[dtype as keyof typeof arrays];
  const size = (shape as number[]).reduce((product, n) => product * n, 1) * array.BYTES_PER_ELEMENT;
  if (from > to || to > available || to - from !== size) {
    fail(
      `${name} lies at ${from} to ${to} of ${available} bytes, and its shape [${shape.join(", ")}] needs ${size}`,
    );
  }
  return { array, dtype: dtypes[dtype as keyof typeof arrays], shape: shape as number[], from, to };
}

/** The values fill the file: no gap in which something could hide, no two tensors over each other. */
function checkSpans(spans: [number, number][], available: number): void {
  let at = 0;
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (from !== at) fail(`there is ${from > at ? "a gap" : "an overlap"} at byte ${at} of the values`);
    at = to;
  }
  if (at !== available) fail(`${available - at} bytes behind the last tensor belong to none`);
}

function checkMetadata(metadata: unknown): Record<string, string> {
  const ok =
    typeof metadata === "object" &&
    metadata !== null &&
    Object.values(metadata).every((value) => typeof value === "string");
  if (!ok) fail("__metadata__ holds something else than texts");
  return metadata as Record<string, string>;
}

function fail(what: string): never {
  throw new RangeError(`loadSafetensors: ${what}`);
}
