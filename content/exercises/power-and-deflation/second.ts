export type Matrix = readonly (readonly number[])[];

export interface Options {
  tolerance: number;
  mostSteps: number;
}

export interface Pair {
  value: number;
  /** Length 1, shape N. */
  vector: number[];
}

/** The root h + sign(h) √(…) that adds two numbers of one sign, with h half the trace; the other one is det/root. */
export function eigenvalues2(A: Matrix): [number, number] {
  const [[a, b], [c, d]] = A as [[number, number], [number, number]];
  const half = (a + d) / 2;
  const square = ((a - d) / 2) ** 2 + b * c;
  if (square < 0) throw new RangeError("eigenvalues2: the eigenvalues are not real");
  const far = half + (half < 0 ? -1 : 1) * Math.sqrt(square);
  const near = far === 0 ? 0 : (a * d - b * c) / far;
  return far > near ? [far, near] : [near, far];
}

/** The quotient does not depend on the length of x, so x is taken at length 1. */
export function rayleigh(A: Matrix, x: readonly number[]): number {
  const unit = normalised(x);
  return dot(unit, times(A, unit));
}

/** With y = Ax/‖Ax‖ the test is ‖y − (x·y) x‖ ≤ tolerance: both sides divided by ‖Ax‖. */
export function powerIteration(A: Matrix, start: readonly number[], options: Options): Pair {
  let x = normalised(start);
  for (let steps = 0; ; steps++) {
    const image = times(A, x);
    const size = Math.hypot(...image);
    if (size === 0) return { value: 0, vector: x };
    const y = image.map((value) => value / size);
    if (Math.hypot(...without(y, x)) <= options.tolerance) return { value: size * dot(x, y), vector: x };
    if (steps >= options.mostSteps)
      throw new Error(`powerIteration: not settled after ${options.mostSteps} steps; more are needed`);
    x = y;
  }
}

/** (I − vvᵀ) A (I − vvᵀ) with v at length 1: the part along v is taken off every column, then off every row. */
export function deflate(A: Matrix, _value: number, vector: readonly number[]): number[][] {
  const v = normalised(vector);
  const columns = A.map((_, j) =>
    without(
      A.map((row) => row[j]!),
      v,
    ),
  );
  return A.map((_, i) =>
    without(
      columns.map((column) => column[i]!),
      v,
    ),
  );
}

/** What was found is also taken off the start, so that only directions at right angles to it are left. */
export function topPairs(A: Matrix, count: number, start: readonly number[], options: Options): Pair[] {
  if (count === 0) return [];
  const pair = powerIteration(A, start, options);
  const rest = deflate(A, pair.value, pair.vector);
  return [pair, ...topPairs(rest, count - 1, without(start, pair.vector), options)];
}

/** x less its part along the unit vector v. */
function without(x: readonly number[], v: readonly number[]): number[] {
  const along = dot(x, v);
  return x.map((value, i) => value - along * v[i]!);
}

function normalised(x: readonly number[]): number[] {
  const length = Math.hypot(...x);
  return x.map((value) => value / length);
}

function times(A: Matrix, x: readonly number[]): number[] {
  return A.map((row) => dot(row, x));
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
