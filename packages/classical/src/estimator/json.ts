import { Matrix } from "../matrix/matrix.ts";
import { type AnyEstimator, classNamed } from "./known.ts";

/** A saved estimator. Numbers come back bit for bit. */
export interface EstimatorJSON {
  /** Of this layout. */
  format: 1;
  estimator: string;
  options: Record<string, unknown>;
  /** What `fit` learnt; none before it. */
  learnt: Record<string, unknown>;
}

const arrays = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Int16Array,
  Uint16Array,
  Int8Array,
  Uint8Array,
};
type ArrayName = keyof typeof arrays;

/** As far as saving is concerned. */
interface Saved {
  readonly name: string;
  readonly params: object;
  learnt(): object;
}

/** Options and learnt fields as plain values that JSON holds. */
export function toPlain(estimator: Saved): EstimatorJSON {
  const where = `${estimator.name}.toJSON`;
  return {
    format: 1,
    estimator: estimator.name,
    options: encodeFields(where, estimator.params),
    learnt: encodeFields(where, estimator.learnt()),
  };
}

/** The estimator that toJSON saved: what it parsed to, or the text. The class must have been imported. */
export function fromJSON(json: EstimatorJSON | string): AnyEstimator {
  const saved = (typeof json === "string" ? JSON.parse(json) : json) as EstimatorJSON;
  if (saved?.format !== 1 || typeof saved.estimator !== "string") {
    throw new RangeError(
      `fromJSON: format ${JSON.stringify(saved?.format)}, 1 is needed, as toJSON of this version writes it`,
    );
  }
  const Class = classNamed("fromJSON", saved.estimator) as new (options: object) => AnyEstimator;
  const estimator = new Class(decodeFields(saved.options));
  Object.assign(estimator, decodeFields(saved.learnt));
  return estimator;
}

function encodeFields(where: string, fields: object): Record<string, unknown> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([key, value]) => [key, encode(`${where}: ${key}`, value)]));
}

function decodeFields(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, decode(value)]));
}

/** Objects with `$` stand for what JSON has no words for. */
function encode(where: string, value: unknown): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number")
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { $: "number", value: Object.is(value, -0) ? "-0" : String(value) };
  if (Array.isArray(value)) return value.map((inner) => encode(where, inner));
  if (value instanceof Matrix) {
    const { rows, cols, names, data } = value;
    return { $: "Matrix", rows, cols, ...(names ? { names } : {}), data: encode(where, data) };
  }
  if (isSaved(value)) return { $: "Estimator", value: toPlain(value) };
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  if (kind in arrays) return { $: kind, base64: toBase64(value as ArrayBufferView) };
  if (isPlain(value)) return encodeFields(where, value);
  throw new TypeError(
    `${where} is a value of kind ${typeof value === "function" ? "function" : kind}, which cannot be saved; numbers, words, arrays, matrices and estimators can`,
  );
}

function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (value === null || typeof value !== "object") return value;
  if (!("$" in value)) return decodeFields(value);
  const tagged = value as Record<string, unknown> & { $: string };
  if (tagged.$ === "number") return Number(tagged.value);
  if (tagged.$ === "Estimator") return fromJSON(tagged.value as EstimatorJSON);
  if (tagged.$ === "Matrix") {
    const { rows, cols, names, data } = tagged as unknown as {
      rows: number;
      cols: number;
      names?: string[];
      data: unknown;
    };
    return new Matrix(decode(data) as Float64Array, [rows, cols], names);
  }
  if (tagged.$ in arrays) return fromBase64(tagged.$ as ArrayName, String(tagged.base64));
  throw new RangeError(
    `fromJSON: a value of kind ${JSON.stringify(tagged.$)}, which this version does not know`,
  );
}

function isSaved(value: unknown): value is Saved {
  return typeof value === "object" && value !== null && "learnt" in value && "params" in value;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null || "$" in value) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function toBase64({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 8192)
    parts.push(String.fromCharCode(...bytes.subarray(i, i + 8192)));
  return btoa(parts.join(""));
}

function fromBase64(kind: ArrayName, text: string): ArrayBufferView {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new arrays[kind](bytes.buffer);
}
