export type Matrix = readonly (readonly number[])[];

/** JᵀAJ, with J the rotation by at most 45° in the plane of p and q that makes entry p, q zero. */
export function rotated(A: Matrix, p: number, q: number): number[][] {
  throw new Error("rotated is not written yet");
}

/** Eigenvalues from the largest, vectors[k] of length 1 for values[k]. */
export function eigenSymmetric(A: Matrix): { values: number[]; vectors: number[][] } {
  throw new Error("eigenSymmetric is not written yet");
}
