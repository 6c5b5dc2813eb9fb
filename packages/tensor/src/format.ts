import { isFloating, type TypedArray } from "./dtype.ts";
import { showShape, stridesOf } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

const decimals = 4;
const lineWidth = 80;
/** Above this many elements only the first and last of each dimension are shown. */
const threshold = 1000;
const edge = 3;
const prefix = "tensor(";

/** A tensor as PyTorch prints it, with our names: one number format for all elements, columns aligned. */
export function format(x: Tensor): string {
  const long = x.numel() > threshold;
  const cell = x.numel() === 0 ? () => "" : cellFormat(x, long ? shown(x) : x.data);
  const body = x.numel() === 0 ? "[]" : block(x, cell, { long, dim: 0, offset: 0, indent: prefix.length });
  return withSuffixes(prefix + body, suffixes(x));
}

type Cell = (value: number) => string;

/** Where in the tensor a nested block starts, and how far it is indented. */
interface Place {
  long: boolean;
  dim: number;
  offset: number;
  indent: number;
}

function block(x: Tensor, cell: Cell, place: Place): string {
  const { dim, offset, indent, long } = place;
  if (x.ndim === 0) return cell(x.data[0]!);
  const stride = stridesOf(x.shape)[dim]!;
  const short = long && x.shape[dim]! > 2 * edge;
  const indices = kept(x.shape[dim]!, long);
  const pad = " ".repeat(indent + 1);
  if (dim === x.ndim - 1) {
    const cells = indices.map((i) => cell(x.data[offset + i * stride]!));
    if (short) cells.splice(edge, 0, " ...");
    return `[${lines(cells, cell(x.data[offset]!).length, indent).join(`,\n${pad}`)}]`;
  }
  const parts = indices.map((i) =>
    block(x, cell, { ...place, dim: dim + 1, offset: offset + i * stride, indent: indent + 1 }),
  );
  if (short) parts.splice(edge, 0, "...");
  return `[${parts.join(`,${"\n".repeat(x.ndim - 1 - dim)}${pad}`)}]`;
}

function lines(cells: readonly string[], width: number, indent: number): string[] {
  const perLine = Math.max(1, Math.floor((lineWidth - indent) / (width + 2)));
  const result: string[] = [];
  for (let at = 0; at < cells.length; at += perLine) result.push(cells.slice(at, at + perLine).join(", "));
  return result;
}

/** The indices of a dimension that are shown. */
function kept(n: number, long: boolean): number[] {
  const all = Array.from({ length: n }, (_, i) => i);
  return long && n > 2 * edge ? [...all.slice(0, edge), ...all.slice(-edge)] : all;
}

function shown(x: Tensor): number[] {
  const strides = stridesOf(x.shape);
  let offsets = [0];
  x.shape.forEach((n, d) => {
    offsets = offsets.flatMap((offset) => kept(n, true).map((i) => offset + i * strides[d]!));
  });
  return offsets.map((offset) => x.data[offset]!);
}

function cellFormat(x: Tensor, values: TypedArray | readonly number[]): Cell {
  if (x.dtype === "bool") return padded(Array.from(values), (value) => (value === 1 ? "true" : "false"));
  if (!isFloating(x.dtype)) return padded(Array.from(values), String);
  const finite = Array.from(values).filter((value) => Number.isFinite(value) && value !== 0);
  const sizes = finite.map(Math.abs);
  const smallest = sizes.reduce((a, b) => Math.min(a, b), Infinity);
  const largest = sizes.reduce((a, b) => Math.max(a, b), 0);
  const whole = finite.every(Number.isInteger);
  const spread = sizes.length > 0 && (largest / smallest > 1000 || largest > 1e8);
  if (spread || (!whole && smallest < 1e-4)) return padded(finite, scientific);
  return padded(finite, whole ? (value) => `${value.toFixed(0)}.` : fixed);
}

/** Every cell as wide as the widest of `samples`. */
function padded(samples: readonly number[], write: (value: number) => string): Cell {
  const text = (value: number): string => {
    if (!Number.isFinite(value)) return notFinite(value);
    return Object.is(value, -0) ? `-${write(0)}` : write(value);
  };
  const width = samples.reduce((widest, value) => Math.max(widest, text(value).length), 1);
  return (value) => text(value).padStart(width);
}

function fixed(value: number): string {
  return tieToEven(value.toFixed(decimals), value.toFixed(100));
}

function scientific(value: number): string {
  const [rounded, exponent] = value.toExponential(decimals).split("e") as [string, string];
  const mantissa = tieToEven(rounded, value.toExponential(100).split("e")[0]!);
  return `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

/** JavaScript rounds 0.03125 up to 0.0313, Python to the even 0.0312; `exact` has all the digits. */
function tieToEven(rounded: string, exact: string): string {
  const end = exact.indexOf(".") + 1 + decimals;
  const tie = /^50*$/.test(exact.slice(end));
  return tie && /[02468]/.test(exact[end - 1]!) ? exact.slice(0, end) : rounded;
}

function notFinite(value: number): string {
  if (Number.isNaN(value)) return "nan";
  return value > 0 ? "inf" : "-inf";
}

function suffixes(x: Tensor): string[] {
  const result: string[] = [];
  if (x.numel() === 0 && x.ndim !== 1) result.push(`size=${showShape(x.shape)}`);
  if (x.dtype !== "float32" && (x.dtype !== "bool" || x.numel() === 0)) result.push(`dtype=${x.dtype}`);
  if (x.gradFn) result.push(`gradFn=<${x.gradFn.name}>`);
  else if (x.requiresGrad) result.push("requiresGrad=true");
  return result;
}

function withSuffixes(text: string, parts: readonly string[]): string {
  let result = text;
  let used = text.length - text.lastIndexOf("\n");
  for (const part of parts) {
    if (used + part.length + 2 > lineWidth) {
      result += `,\n${" ".repeat(prefix.length)}${part}`;
      used = prefix.length + part.length;
    } else {
      result += `, ${part}`;
      used += part.length + 2;
    }
  }
  return `${result})`;
}
