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

/** One sample at a time, forward and at once backward; every gradient is a sum over the samples. */
export function lossAndGradients(
  X: Matrix,
  Y: Matrix,
  { W1, b1, W2, b2 }: Parameters,
): { loss: number; gradients: Parameters } {
  const gradients = { W1: zerosLike(W1), b1: b1.map(() => 0), W2: zerosLike(W2), b2: b2.map(() => 0) };
  let loss = 0;
  for (const [n, x] of X.entries()) {
    const h = layer(x, W1, b1).map(Math.tanh);
    const error = layer(h, W2, b2).map((answer, k) => answer - Y[n]![k]!);
    const g = error.map((e) => e / X.length); // ∂L/∂ŷ of this sample, K
    for (let k = 0; k < g.length; k++) loss += (error[k]! * g[k]!) / 2;
    spread(h, g, gradients.W2, gradients.b2);
    const back = h.map((value, j) => {
      let sum = 0;
      for (let k = 0; k < g.length; k++) sum += W2[j]![k]! * g[k]!;
      return sum * (1 - value) * (1 + value);
    });
    spread(x, back, gradients.W1, gradients.b1);
  }
  return { loss, gradients };
}

/** x W + b */
function layer(x: readonly number[], W: Matrix, b: readonly number[]): number[] {
  return b.map((bias, j) => x.reduce((sum, value, i) => sum + value * W[i]![j]!, bias));
}

/** Adds x gᵀ to the gradient of the weights and g to that of the biases. */
function spread(x: readonly number[], g: readonly number[], dW: Matrix, db: number[]): void {
  for (let j = 0; j < g.length; j++) {
    db[j]! += g[j]!;
    for (let i = 0; i < x.length; i++) dW[i]![j]! += x[i]! * g[j]!;
  }
}

function zerosLike(A: Matrix): Matrix {
  return A.map((row) => row.map(() => 0));
}
