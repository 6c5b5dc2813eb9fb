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
  throw new Error("eigenvalues2 is not written yet");
}

/** xᵀAx / xᵀx */
export function rayleigh(A: Matrix, x: readonly number[]): number {
  throw new Error("rayleigh is not written yet");
}

/** The eigenpair that repeated multiplication by A leads to. */
export function powerIteration(A: Matrix, start: readonly number[], options: Options): Pair {
  throw new Error("powerIteration is not written yet");
}

/** A symmetric matrix with one eigenvalue replaced by 0. */
export function deflate(A: Matrix, value: number, vector: readonly number[]): number[][] {
  throw new Error("deflate is not written yet");
}

/** The eigenpairs of a symmetric matrix whose eigenvalues are largest in size. */
export function topPairs(A: Matrix, count: number, start: readonly number[], options: Options): Pair[] {
  throw new Error("topPairs is not written yet");
}
