import type { TypedArray } from "./dtype.ts";
import type { Shape } from "./shape.ts";

/** How a broadcast operand is read in row-major order: each of its n elements `run` times, and then all again. */
export interface Repetition {
  n: number;
  run: number;
}

export interface Repeated extends Repetition {
  data: TypedArray;
}

/**
 * The repetition by which `from` broadcasts to `to`; null where none does, as for [2, 1, 2] to [2, 3, 2], whose elements do
 * not come in their order.
 */
export function repetition(from: Shape, to: Shape): Repetition | null {
  const lead = to.length - from.length;
  let last = from.length - 1;
  let run = 1;
  while (last >= 0 && from[last] === 1) run *= to[lead + last--]!;
  let n = 1;
  let first = last;
  while (first >= 0 && from[first] === to[lead + first]) n *= from[first--]!;
  while (first >= 0 && from[first] === 1) first--;
  if (first >= 0) return null;
  return n === 1 ? { n, run: 1 } : { n, run };
}

/** Fills the first `length` elements of `out` with those from `start` on. */
export function copyRepeated(
  out: TypedArray,
  { data, n, run }: Repeated,
  start: number,
  length: number,
): void {
  if (n === 1) {
    out.fill(data[0]!, 0, length);
    return;
  }
  let k = Math.floor(start / run) % n;
  let left = run - (start % run);
  for (let at = 0; at < length; ) {
    const end = Math.min(at + left, length);
    if (end - at >= fillFrom) out.fill(data[k]!, at, end);
    else for (let i = at; i < end; i++) out[i] = data[k]!;
    at = end;
    left = run;
    if (++k === n) k = 0;
  }
}

/** The length from which `fill` is faster than a loop. */
const fillFrom = 32;
