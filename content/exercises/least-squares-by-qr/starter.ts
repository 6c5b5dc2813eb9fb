export type Matrix = readonly (readonly number[])[];

/** A = QR: Q M × N with perpendicular columns of length 1, R N × N, upper triangular, its diagonal positive. */
export function qr(A: Matrix): { Q: number[][]; R: number[][] } {
  throw new Error("qr is not written yet");
}

/** The x with the least ‖Ax − b‖, and that length. */
export function leastSquares(A: Matrix, b: readonly number[]): { solution: number[]; residual: number } {
  throw new Error("leastSquares is not written yet");
}
