/**
 * The safetensors format: eight bytes with the header's length, least significant first; the header as JSON, {name: {dtype, shape,
 * data_offsets}}; then the values, little-endian, row-major. https://github.com/huggingface/safetensors
 */
import { type DType, Tensor } from "@blankfile/tensor";
import type { StateDict } from "../module/state.ts";
import { elementTypes } from "./element-types.ts";

const names: Record<DType, string> = { float32: "F32", float64: "F64", int32: "I32", bool: "BOOL" };
const reserved = ["__metadata__", "__proto__"];
const maxHeader = 100_000_000;
/** Nested deeper than any header is: a list of sizes within an entry within the header. */
const deepest = 3;

/**
 * Writes tensors by name, with optional remarks in texts. They lie in order of element size, largest first, then of name: each is
 * aligned, and equal contents give equal bytes.
 */
export function saveSafetensors(tensors: StateDict, metadata: Record<string, string> = {}): Uint8Array {
  checkTensors(tensors, metadata);
  const header: Record<string, unknown> = Object.keys(metadata).length > 0 ? { __metadata__: metadata } : {};
  const size = ({ data }: Tensor) => data.BYTES_PER_ELEMENT;
  const entries = Object.entries(tensors).sort(([a, x], [b, y]) => size(y) - size(x) || (a < b ? -1 : 1));
  let offset = 0;
  for (const [name, { dtype, shape, data }] of entries) {
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

function checkTensors(tensors: StateDict, metadata: Record<string, string>): void {
  if (typeof tensors !== "object" || tensors === null || Array.isArray(tensors)) {
    throw new TypeError("saveSafetensors: something else than an object, tensors by name are needed");
  }
  for (const [name, x] of Object.entries(tensors)) {
    if (!(x instanceof Tensor)) {
      throw new TypeError(`saveSafetensors: ${shown(name)} is no tensor, tensors by name are needed`);
    }
    if (reserved.includes(name))
      throw new RangeError(`saveSafetensors: a tensor named ${name}, another name is needed; it is reserved`);
  }
  if (!areTexts(metadata)) {
    throw new TypeError("saveSafetensors: metadata with something else than texts, texts by name are needed");
  }
}

/**
 * Reads a whole file. Nothing in it is trusted: every length, offset, shape and type is checked before a value is read. What PyTorch's
 * users have in half precision becomes float32, and their 64-bit integers int32, where every one fits.
 */
export function loadSafetensors(file: Uint8Array): { tensors: StateDict; metadata: Record<string, string> } {
  if (!(file instanceof Uint8Array)) {
    throw new TypeError(
      `loadSafetensors: a value of type ${typeof file}, a Uint8Array with the whole file is needed`,
    );
  }
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
    const { type, shape, from, to } = checkEntry(name, entry, values.length);
    spans.push([from, to]);
    const copy = new Uint8Array(values.subarray(from, to)); // its own memory, aligned; a Node Buffer's slice() would share it
    const data = type.read(copy.buffer, (why) => fail(`${shown(name)} ${why}`));
    tensors[name] = new Tensor(data, shape, type.dtype);
  }
  checkSpans(spans, values.length);
  return { tensors, metadata: checkMetadata(metadata) };
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  if (bytes[0] !== 0x7b) fail("the header does not start with {, an object is needed");
  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    header = JSON.parse(text);
  } catch {
    fail("the header is not JSON in UTF-8");
  }
  checkKeys(text);
  return header as Record<string, unknown>;
}

/** JSON.parse keeps the last of two values with one key, other readers the first: a file could mean two things. */
function checkKeys(text: string): void {
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "{" || text[at] === "[") open.push(new Set());
    else if (text[at] === "}" || text[at] === "]") open.pop();
    if (open.length > deepest) fail(`the header nests deeper than ${deepest}, entries with lists are needed`);
    if (text[at] !== '"') continue;
    const end = endOfText(text, at);
    if (isKey(text, end)) addKey(open.at(-1)!, JSON.parse(text.slice(at, end)));
    at = end - 1;
  }
}

function addKey(keys: Set<string>, name: string): void {
  if (keys.has(name)) fail(`the header names ${shown(name)} twice, each name once is needed`);
  keys.add(name);
}

/** By hand: a pattern that repeats over a text of megabytes runs out of stack. */
function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function isKey(text: string, end: number): boolean {
  const colon = /[ \t\r\n]*:/y;
  colon.lastIndex = end;
  return colon.test(text);
}

function checkEntry(name: string, entry: unknown, available: number) {
  if (reserved.includes(name)) fail(`a tensor is named ${name}, another name is needed`);
  const title = shown(name);
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  if (typeof dtype !== "string" || !Object.hasOwn(elementTypes, dtype)) {
    fail(`${title} has dtype ${shown(dtype)}, one of ${Object.keys(elementTypes).join(", ")} is needed`);
  }
  const whole = (x: unknown): x is number =>
    Number.isSafeInteger(x) && !((x as number) < 0 || Object.is(x, -0));
  if (!Array.isArray(shape) || !shape.every(whole))
    fail(`${title} has shape ${shown(shape)}, whole numbers are needed`);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(whole)) {
    fail(`${title} has data_offsets ${shown(offsets)}, two whole numbers are needed`);
  }
  const [from, to] = offsets as [number, number];
  const type = elementTypes[dtype]!;
  const size = (shape as number[]).reduce((product, n) => product * n, 1) * type.size;
  if (from > to || to > available || to - from !== size) {
    fail(
      `${title} lies at ${from} to ${to} of ${available} bytes, and its shape ${shown(shape)} needs ${size}`,
    );
  }
  return { type, shape: shape as number[], from, to };
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
  if (!areTexts(metadata)) fail("__metadata__ holds something else than texts, texts by name are needed");
  return metadata;
}

function areTexts(value: unknown): value is Record<string, string> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((text) => typeof text === "string");
}

/** What a file says can be as long as the file; a message is not. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "undefined";
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function fail(what: string): never {
  throw new RangeError(`loadSafetensors: ${what}`);
}
