export type Matrix = number[][];

export interface Parameters {
  /** F × M. */
  W1: Matrix;
  /** M. */
  b1: number[];
  /** M × K. */
  W2: Matrix;
  /** K. */
  b2: number[];
}

export function matmul(A: Matrix, B: Matrix): Matrix {
  return A.map((row) => B[0]!.map((_, j) => row.reduce((sum, a, i) => sum + a * B[i]![j]!, 0)));
}

export function transpose(A: Matrix): Matrix {
  return A[0]!.map((_, j) => A.map((row) => row[j]!));
}

export function lossAndGradients(
  X: Matrix,
  Y: Matrix,
  parameters: Parameters,
): { loss: number; gradients: Parameters } {
  throw new Error("lossAndGradients is not written yet");
}
