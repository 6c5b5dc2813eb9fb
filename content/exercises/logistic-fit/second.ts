export type Matrix = number[][];

/** 1 / (1 + e^−z): an exponential that overflows gives 1/∞, which is 0, as it should be. */
export function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/** Both labels are one case: log(1 + e^t) with t = z for label 0 and t = −z for label 1. */
export function logisticLoss(z: number, y: number): number {
  const t = (1 - 2 * y) * z;
  return Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t)));
}

/** L(w) and its F + 1 slopes, gathered sample by sample. */
export function lossAndGradient(
  X: Matrix,
  y: number[],
  w: number[],
  lambda: number,
): { loss: number; gradient: number[] } {
  const gradient = w.map((weight, j) => (j === 0 ? 0 : lambda * weight));
  let loss = 0;
  for (let j = 1; j < w.length; j++) loss += (lambda / 2) * w[j]! * w[j]!;
  for (let n = 0; n < X.length; n++) {
    const u = [1, ...X[n]!];
    const z = dot(u, w);
    const share = (sigmoid(z) - y[n]!) / X.length;
    loss += logisticLoss(z, y[n]!) / X.length;
    for (let j = 0; j < u.length; j++) gradient[j]! += share * u[j]!;
  }
  return { loss, gradient };
}

/** Newton's steps, H⁻¹∇L, each halved until the loss falls; H has p(1 − p) u uᵀ of each sample and λ. */
export function fit(X: Matrix, y: number[], lambda: number): number[] {
  let w = new Array<number>(X[0]!.length + 1).fill(0);
  for (;;) {
    const { loss, gradient } = lossAndGradient(X, y, w, lambda);
    if (Math.max(...gradient.map(Math.abs)) <= 1e-9) return w;
    const direction = solved(curvature(X, w, lambda), gradient);
    const fall = dot(direction, gradient);
    let length = 1;
    let next = w;
    do {
      next = w.map((weight, j) => weight - length * direction[j]!);
      length /= 2;
    } while (length > 1e-9 && !(lossAndGradient(X, y, next, lambda).loss <= loss - 0.1 * length * fall));
    if (length <= 1e-9) return w;
    w = next;
  }
}

function curvature(X: Matrix, w: number[], lambda: number): Matrix {
  const H = w.map((_, i) => w.map((__, j) => (i === j && i > 0 ? lambda : 0)));
  for (const row of X) {
    const u = [1, ...row];
    const z = dot(u, w);
    const weight = (sigmoid(z) * sigmoid(-z)) / X.length;
    for (let i = 0; i < u.length; i++) for (let j = 0; j < u.length; j++) H[i]![j]! += weight * u[i]! * u[j]!;
  }
  return H;
}

/** H x = b for a symmetric H whose eigenvalues are above 0: elimination without pivots, then back from the last row. */
function solved(H: Matrix, b: readonly number[]): number[] {
  const rows = H.map((row, i) => [...row, b[i]!]);
  const size = rows.length;
  for (let k = 0; k < size; k++)
    for (let i = k + 1; i < size; i++) {
      const factor = rows[i]![k]! / rows[k]![k]!;
      for (let j = k; j <= size; j++) rows[i]![j]! -= factor * rows[k]![j]!;
    }
  const x = new Array<number>(size).fill(0);
  for (let k = size - 1; k >= 0; k--) x[k] = (rows[k]![size]! - dot(x, rows[k]!)) / rows[k]![k]!;
  return x;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
