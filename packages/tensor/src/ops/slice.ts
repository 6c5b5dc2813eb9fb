import { requireArray, show } from "../arguments.ts";
import { type Shape, showShape, stridesOf } from "../shape.ts";
import { copyStrided, writeStrided } from "../strided.ts";
import { compute, record } from "../tape.ts";
import { requireTensor, type Tensor } from "../tensor.ts";
import { reshape } from "./reshape.ts";

/**
 * What to take along one dimension: a number picks one index and drops the dimension; null takes all;
 * [start, stop, step] is start:stop:step, with null for an open end. Negative numbers count from the end.
 */
export type Range = number | null | readonly [start: number | null, stop?: number | null, step?: number];

/** x[…]: `slice(x, 0, null, [1, 3])` is x[0, :, 1:3]. Dimensions not named are taken whole; ends are clipped, as in Python. */
export function slice(x: Tensor, ...ranges: Range[]): Tensor {
  requireTensor("slice", x);
  if (ranges.length > x.ndim) {
    throw new RangeError(
      `slice: ${ranges.length} ranges for ${showShape(x.shape)}, at most ${x.ndim} are needed`,
    );
  }
  const cuts = x.shape.map((n, d) => resolve(ranges[d] ?? null, n, d));
  const taken = take(x, cuts);
  return reshape(
    taken,
    taken.shape.filter((_, d) => typeof ranges[d] !== "number"),
  );
}

/** The gradient of slice: g at the places of `shape` that the ranges take, 0 elsewhere. */
export function placeIn(g: Tensor, shape: Shape, ranges: readonly Range[]): Tensor {
  return place(
    g,
    shape,
    shape.map((n, d) => resolve(ranges[d] ?? null, n, d)),
  );
}

/** Along one dimension: `size` elements from `start`, `step` apart. */
interface Cut {
  start: number;
  size: number;
  step: number;
}

function take(x: Tensor, cuts: readonly Cut[]): Tensor {
  const shape = cuts.map((cut) => cut.size);
  const { offset, strides } = locate(x.shape, cuts);
  const y = compute(
    "slice",
    [x],
    { shape, dtype: x.dtype },
    (out, a) => copyStrided(out, a.subarray(offset), shape, strides),
    { offset, strides },
  );
  return record("slice", y, [[x, (g) => place(g, x.shape, cuts)]]);
}

/** The gradient of `take`: g at the places it was taken from, 0 elsewhere. */
function place(g: Tensor, shape: Shape, cuts: readonly Cut[]): Tensor {
  const { offset, strides } = locate(shape, cuts);
  const y = compute(
    "place",
    [g],
    { shape, dtype: g.dtype },
    (out, a) => writeStrided(out.subarray(offset), a, g.shape, strides),
    { offset, strides, fill: 0 },
  );
  return record("place", y, [[g, (h) => take(h, cuts)]]);
}

function locate(shape: Shape, cuts: readonly Cut[]): { offset: number; strides: number[] } {
  const strides = stridesOf(shape);
  const offset = cuts.reduce((total, cut, d) => total + cut.start * strides[d]!, 0);
  return { offset, strides: strides.map((stride, d) => stride * cuts[d]!.step) };
}

function resolve(range: Range, n: number, d: number): Cut {
  if (typeof range === "number") {
    if (!Number.isInteger(range) || range < -n || range >= n) {
      throw new RangeError(`slice: index ${range} for dim ${d} of size ${n}, ${-n} to ${n - 1} is needed`);
    }
    return { start: range < 0 ? range + n : range, size: 1, step: 1 };
  }
  if (range !== null && range !== undefined) requireArray("slice", `dim ${d}`, range);
  const [from, to = null, step = 1] = range ?? [null];
  if (![from ?? 0, to ?? 0, step].every(Number.isInteger) || step < 1) {
    throw new RangeError(
      `slice: [${show(from)}, ${show(to)}, ${show(step)}] for dim ${d}, whole numbers or null and a step from 1 are needed`,
    );
  }
  const clip = (end: number): number => Math.min(Math.max(end < 0 ? end + n : end, 0), n);
  const start = clip(from ?? 0);
  return { start, size: Math.max(Math.ceil((clip(to ?? n) - start) / step), 0), step };
}
