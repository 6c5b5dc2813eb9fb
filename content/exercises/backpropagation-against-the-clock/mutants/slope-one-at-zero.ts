// A unit whose argument is 0 passes its slope on.
export type Matrix = number[][];

export interface Net {
  /** F × M. */
  W1: Matrix;
  /** M. */
  b1: number[];
  /** M × K. */
  W2: Matrix;
  /** K. */
  b2: number[];
}

export function forward(X: Matrix, net: Net): Matrix {
  return affine(rectified(affine(X, net.W1, net.b1)), net.W2, net.b2);
}

/** Back from (p − y) / N through the two affine layers and the rectifier between them. */
export function lossAndGradients(X: Matrix, labels: number[], net: Net): { loss: number; gradients: Net } {
  refuse(X, labels, net);
  const N = X.length;
  const A = affine(X, net.W1, net.b1);
  const R = rectified(A);
  const Z = affine(R, net.W2, net.b2);
  let loss = 0;
  const dZ = Z.map((row, n) => {
    const most = Math.max(...row);
    const weights = row.map((z) => Math.exp(z - most));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    loss += (Math.log(total) + most - row[labels[n]!]!) / N;
    return weights.map((weight, k) => (weight / total - (k === labels[n] ? 1 : 0)) / N);
  });
  const dA = product(dZ, transposed(net.W2)).map((row, n) =>
    row.map((slope, j) => (A[n]![j]! >= 0 ? slope : 0)),
  );
  return {
    loss,
    gradients: {
      W1: product(transposed(X), dA),
      b1: columnSums(dA),
      W2: product(transposed(R), dZ),
      b2: columnSums(dZ),
    },
  };
}

export function train(X: Matrix, labels: number[], net: Net, settings: { rate: number; steps: number }): Net {
  refuse(X, labels, net);
  const moved = (value: number[], slope: number[]): number[] =>
    value.map((v, k) => v - settings.rate * slope[k]!);
  let { W1, b1, W2, b2 } = net;
  for (let step = 0; step < settings.steps; step++) {
    const { gradients } = lossAndGradients(X, labels, { W1, b1, W2, b2 });
    W1 = W1.map((row, i) => moved(row, gradients.W1[i]!));
    b1 = moved(b1, gradients.b1);
    W2 = W2.map((row, i) => moved(row, gradients.W2[i]!));
    b2 = moved(b2, gradients.b2);
  }
  return { W1, b1, W2, b2 };
}

function affine(X: Matrix, W: Matrix, b: number[]): Matrix {
  return product(X, W).map((row) => row.map((value, j) => value + b[j]!));
}

function rectified(A: Matrix): Matrix {
  return A.map((row) => row.map((a) => Math.max(a, 0)));
}

function product(A: Matrix, B: Matrix): Matrix {
  return A.map((row) => B[0]!.map((_, j) => row.reduce((sum, a, i) => sum + a * B[i]![j]!, 0)));
}

function transposed(A: Matrix): Matrix {
  return A[0]!.map((_, j) => A.map((row) => row[j]!));
}

function columnSums(A: Matrix): number[] {
  return transposed(A).map((column) => column.reduce((sum, value) => sum + value, 0));
}

function refuse(X: Matrix, labels: number[], net: Net): void {
  if (X.length !== labels.length || X.length === 0)
    throw new RangeError(
      `two layers: ${X.length} rows and ${labels.length} labels, as many of both and at least one are needed`,
    );
  const K = net.b2.length;
  const bad = labels.find((label) => !Number.isInteger(label) || label < 0 || label >= K);
  if (bad !== undefined)
    throw new RangeError(`two layers: a label is ${bad}, a whole number from 0 to ${K - 1} is needed`);
}
