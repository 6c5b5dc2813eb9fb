// 1 − tanh²(h) in place of 1 − h²: the tanh is applied twice.
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
  { W1, b1, W2, b2 }: Parameters,
): { loss: number; gradients: Parameters } {
  const N = X.length;
  const H = matmul(X, W1).map((row) => row.map((z, j) => Math.tanh(z + b1[j]!)));
  const Yhat = matmul(H, W2).map((row) => row.map((y, k) => y + b2[k]!));
  const error = Yhat.map((row, n) => row.map((y, k) => y - Y[n]![k]!));
  const loss = error.flat().reduce((sum, e) => sum + e * e, 0) / (2 * N);

  const dY = error.map((row) => row.map((e) => e / N)); // N × K
  const dH = matmul(dY, transpose(W2)); // N × M
  const dZ = dH.map((row, n) => row.map((g, j) => g * (1 - Math.tanh(H[n]![j]!) ** 2))); // N × M
  return {
    loss,
    gradients: {
      W1: matmul(transpose(X), dZ),
      b1: columnSums(dZ),
      W2: matmul(transpose(H), dY),
      b2: columnSums(dY),
    },
  };
}

function columnSums(A: Matrix): number[] {
  return A[0]!.map((_, j) => A.reduce((sum, row) => sum + row[j]!, 0));
}
