export type Matrix = readonly (readonly number[])[];

export interface Factors {
  /** Lower triangular, ones on the diagonal, N × N. */
  L: number[][];
  /** Upper triangular, N × N. */
  U: number[][];
  /** Row order[i] of A is row i of LU. */
  order: number[];
  /** 1 for an even number of swaps, −1 for an odd one. */
  sign: number;
}

/** The factors of A by elimination with partial pivoting. */
export function factorise(A: Matrix): Factors {
  throw new Error("factorise is not written yet");
}

/** det A */
export function determinant(A: Matrix): number {
  throw new Error("determinant is not written yet");
}

/** The x with Ax = b. */
export function solve(A: Matrix, b: readonly number[]): number[] {
  throw new Error("solve is not written yet");
}
