export type Matrix = readonly (readonly number[])[];

/** The lower triangular L with positive diagonal and LLᵀ = A. */
export function cholesky(A: Matrix): number[][] {
  throw new Error("cholesky is not written yet");
}

/** The x with Ax = b. */
export function solve(A: Matrix, b: readonly number[]): number[] {
  throw new Error("solve is not written yet");
}

/** log det A */
export function logDeterminant(A: Matrix): number {
  throw new Error("logDeterminant is not written yet");
}
