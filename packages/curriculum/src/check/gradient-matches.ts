import type { Outcome } from "./check.ts";
import { close } from "./close.ts";
import { flatten } from "./flatten.ts";
import { abs, append, cbrt, EPSILON, isFiniteNumber, max } from "./intrinsics.ts";
import { fail } from "./outcome.ts";

/** A point: a number, a vector or nested arrays. */
export type Point = number | readonly Point[];

/**
 * Compares a gradient with central differences of `f` around `at`, in float64.
 *
 *   ∂f/∂x_i ≈ (f(x + h·e_i) − f(x − h·e_i)) / 2h,   h = ∛ε · max(1, |x_i|)
 *
 * The error of the difference is of order h² ≈ 4e-11 times the third derivative, hence the tolerance of 1e-6.
 * `f` gets a fresh copy of the point each time and returns a number or a tensor of one element.
 */
export function gradientMatches<A extends Point>(
  f: (at: A) => unknown,
  analytic: unknown,
  at: A,
  tolerance = 1e-6,
): Outcome {
  const point = flatten(at);
  if (typeof point === "string") throw new TypeError(`gradientMatches: the point is ${point}`);
  const x: number[] = [];
  for (let i = 0; i < point.data.length; i++) append(x, point.data[i]!);
  const slopes: number[] = [];
  for (let i = 0; i < x.length; i++) {
    const kept = x[i]!;
    const h = cbrt(EPSILON) * max(1, abs(kept));
    x[i] = kept + h;
    const above = scalar(f(shaped(x, point.shape) as A));
    x[i] = kept - h;
    const below = scalar(f(shaped(x, point.shape) as A));
    x[i] = kept;
    const slope = (above - below) / (2 * h);
    if (!isFiniteNumber(slope))
      return fail(`f is ${above} and ${below} around coordinate ${i}`, "a function with finite values there");
    append(slopes, slope);
  }
  return close(analytic, shaped(slopes, point.shape) as number[], tolerance);
}

function scalar(value: unknown): number {
  const flat = flatten(value);
  if (typeof flat === "string") throw new TypeError(`gradientMatches: f returned ${flat}`);
  if (flat.data.length !== 1)
    throw new RangeError(`gradientMatches: f returned ${flat.data.length} numbers; one is needed`);
  return flat.data[0]!;
}

/** Nested arrays of that shape, filled from the front. */
function shaped(values: readonly number[], shape: readonly number[]): Point {
  let next = 0;
  function level(depth: number): Point {
    if (depth === shape.length) return values[next++]!;
    const list: Point[] = [];
    for (let i = 0; i < shape[depth]!; i++) append(list, level(depth + 1));
    return list;
  }
  return level(0);
}
