import type { TypedArray } from "./dtype.ts";
import { type Shape, sameShape, sizeOf, stridesOf } from "./shape.ts";

/** Fills `out` in row-major order of `shape`, reading `a` with `strides`; a stride of 0 repeats. */
export function copyStrided(out: TypedArray, a: TypedArray, shape: Shape, strides: readonly number[]): void {
  const n = shape.at(-1) ?? 1;
  const step = strides.at(-1) ?? 1;
  eachRow(shape, strides, (at, from) => {
    for (let i = 0; i < n; i++) out[at + i] = a[from + i * step]!;
  });
}

/** The reverse: writes `a`, in row-major order of `shape`, into `out` with `strides`. */
export function writeStrided(out: TypedArray, a: TypedArray, shape: Shape, strides: readonly number[]): void {
  const n = shape.at(-1) ?? 1;
  const step = strides.at(-1) ?? 1;
  eachRow(shape, strides, (at, from) => {
    for (let i = 0; i < n; i++) out[from + i * step] = a[at + i]!;
  });
}

/** Fills `out` with `a` of `shape`, its dimensions in the given order. */
export function copyPermuted(out: TypedArray, a: TypedArray, shape: Shape, order: readonly number[]): void {
  const strides = stridesOf(shape);
  copyStrided(
    out,
    a,
    order.map((d) => shape[d]!),
    order.map((d) => strides[d]!),
  );
}

/** Fills `out` of shape `to` with `a` of shape `from`, broadcast. */
export function copyBroadcast(out: TypedArray, a: TypedArray, from: Shape, to: Shape): void {
  if (a.length === 1) {
    out.fill(a[0]!);
    return;
  }
  const lead = to.length - from.length;
  if (sameShape(from, to.slice(lead))) {
    for (let at = 0; at < out.length; at += a.length) out.set(a, at);
    return;
  }
  const strides = stridesOf(from);
  copyStrided(
    out,
    a,
    to,
    to.map((_, d) => (d < lead || from[d - lead] === 1 ? 0 : strides[d - lead]!)),
  );
}

/** Calls `row` for each row of the last dimension: where it starts in row-major order, and where with `strides`. */
function eachRow(shape: Shape, strides: readonly number[], row: (at: number, from: number) => void): void {
  const size = sizeOf(shape);
  const last = Math.max(shape.length - 1, 0);
  const index = new Array<number>(last).fill(0);
  let from = 0;
  for (let at = 0; at < size; at += shape[last] ?? 1) {
    row(at, from);
    for (let d = last - 1; d >= 0; d--) {
      from += strides[d]!;
      if (++index[d]! < shape[d]!) break;
      from -= shape[d]! * strides[d]!;
      index[d] = 0;
    }
  }
}
