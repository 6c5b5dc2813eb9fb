// xᵀAx alone, which is the Rayleigh quotient of vectors of length 1 only.
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

/** Both eigenvalues of a 2 × 2 matrix, the larger first. */
export function eigenvalues2(A: Matrix): [number, number] {
  const [[a, b], [c, d]] = A as [[number, number], [number, number]];
  // (a + d)² − 4 (ad − bc), in a form that loses fewer digits
  const discriminant = (a - d) ** 2 + 4 * b * c;
  if (discriminant < 0)
    throw new RangeError(`eigenvalues2: the discriminant is ${discriminant}; at least 0 is needed`);
  const root = Math.sqrt(discriminant);
  return [(a + d + root) / 2, (a + d - root) / 2];
}

/** xᵀAx / xᵀx */
export function rayleigh(A: Matrix, x: readonly number[]): number {
  return dot(x, times(A, x));
}

/** The eigenpair that repeated multiplication by A leads to. */
export function powerIteration(A: Matrix, start: readonly number[], options: Options): Pair {
  let x = unit(start);
  for (let step = 0; step <= options.mostSteps; step++) {
    const Ax = times(A, x);
    const value = rayleigh(A, x);
    const residual = Ax.map((y, i) => y - value * x[i]!);
    if (length(residual) <= options.tolerance * length(Ax)) return { value, vector: x };
    x = unit(Ax);
  }
  throw new Error(`powerIteration: not settled after ${options.mostSteps} steps`);
}

/** A symmetric matrix with one eigenvalue replaced by 0. */
export function deflate(A: Matrix, value: number, vector: readonly number[]): number[][] {
  const v = unit(vector);
  return A.map((row, i) => row.map((entry, j) => entry - value * v[i]! * v[j]!));
}

/** The eigenpairs of a symmetric matrix whose eigenvalues are largest in size. */
export function topPairs(A: Matrix, count: number, start: readonly number[], options: Options): Pair[] {
  const pairs: Pair[] = [];
  let rest = A;
  for (let k = 0; k < count; k++) {
    const pair = powerIteration(rest, start, options);
    pairs.push(pair);
    rest = deflate(rest, pair.value, pair.vector);
  }
  return pairs;
}

function times(A: Matrix, x: readonly number[]): number[] {
  return A.map((row) => dot(row, x));
}

function dot(x: readonly number[], y: readonly number[]): number {
  return x.reduce((sum, value, i) => sum + value * y[i]!, 0);
}

function length(x: readonly number[]): number {
  return Math.hypot(...x);
}

function unit(x: readonly number[]): number[] {
  const size = length(x);
  return x.map((value) => value / size);
}
