import type { TypedArray } from "./dtype.ts";
import { type Shape, sameShape, stridesOf } from "./shape.ts";

/** Fills `out` in row-major order of `shape`, reading `a` with `strides`; a stride of 0 repeats. */
export function copyStrided(out: TypedArray, a: TypedArray, shape: Shape, strides: readonly number[]): void {
  if (out.length === 0) return;
  const last = shape.length - 1;
  if (last < 0) {
    out[0] = a[0]!;
    return;
  }
  const n = shape[last]!;
  const step = strides[last]!;
  const index = new Array<number>(last).fill(0);
  let from = 0;
  for (let at = 0; at < out.length; at += n) {
    for (let i = 0; i < n; i++) out[at + i] = a[from + i * step]!;
    for (let d = last - 1; d >= 0; d--) {
      from += strides[d]!;
      if (++index[d]! < shape[d]!) break;
      from -= shape[d]! * strides[d]!;
      index[d] = 0;
    }
  }
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
