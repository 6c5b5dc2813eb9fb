export type Matrix = readonly (readonly number[])[];

export interface Model {
  intercept: number;
  /** F. */
  weights: number[];
}

/** The three pieces: the parabola's lowest point on the right of 0, on the left, or the kink. */
export function softThreshold(z: number, t: number): number {
  if (z > t) return z - t;
  if (z < -t) return z + t;
  return 0;
}

export function objective(X: Matrix, y: readonly number[], model: Model, lambda: number): number {
  let total = 0;
  for (const weight of model.weights) total += lambda * Math.abs(weight);
  X.forEach((row, n) => {
    let answer = model.intercept;
    for (let j = 0; j < row.length; j++) answer += model.weights[j]! * row[j]!;
    total += (answer - y[n]!) ** 2 / (2 * X.length);
  });
  return total;
}

export function lambdaMax(X: Matrix, y: readonly number[]): number {
  let most = 0;
  for (const value of moments(X, y).c) if (Math.abs(value) > most) most = Math.abs(value);
  return most;
}

/** The data are read once: a sweep needs only A = X_cᵀX_c / N and c = X_cᵀy_c / N. */
export function lasso(X: Matrix, y: readonly number[], lambda: number, sweeps: number): Model {
  if (lambda < 0 || Number.isNaN(lambda)) throw new Error(`lambda: ${lambda}, at least 0 is needed`);
  const { A, c, means, centre } = moments(X, y);
  const w = c.map(() => 0);
  while (sweeps-- > 0) {
    for (let j = 0; j < w.length; j++) {
      if (new Set(X.map((row) => row[j])).size === 1) continue;
      let z = c[j]!;
      for (let i = 0; i < w.length; i++) if (i !== j) z -= A[j]![i]! * w[i]!;
      w[j] = softThreshold(z / A[j]![j]!, lambda / A[j]![j]!);
    }
  }
  let intercept = centre;
  for (let j = 0; j < w.length; j++) intercept -= w[j]! * means[j]!;
  return { intercept, weights: w };
}

function moments(X: Matrix, y: readonly number[]) {
  const N = X.length;
  const centre = y.reduce((sum, value) => sum + value / N, 0);
  const means = X[0]!.map((_, j) => X.reduce((sum, row) => sum + row[j]! / N, 0));
  const A = means.map(() => means.map(() => 0));
  const c = means.map(() => 0);
  for (let n = 0; n < N; n++) {
    const u = X[n]!.map((value, j) => value - means[j]!);
    for (let i = 0; i < u.length; i++) {
      c[i]! += (u[i]! * (y[n]! - centre)) / N;
      for (let j = 0; j < u.length; j++) A[i]![j]! += (u[i]! * u[j]!) / N;
    }
  }
  return { A, c, means, centre };
}
