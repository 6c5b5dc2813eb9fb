// The largest λ is computed from columns and answers that are not centred.
export type Matrix = readonly (readonly number[])[];

export interface Model {
  intercept: number;
  /** F. */
  weights: number[];
}

/** z moved towards 0 by t, and 0 where that would go past it: sign(z) · max(|z| − t, 0). */
export function softThreshold(z: number, t: number): number {
  return Math.sign(z) * Math.max(Math.abs(z) - t, 0);
}

/** L(b, w) = (1/2N) Σ (y_n − b − wᵀx_n)² + λ Σ |w_j| */
export function objective(
  X: Matrix,
  y: readonly number[],
  { intercept, weights }: Model,
  lambda: number,
): number {
  const residual = X.map((row, n) => y[n]! - intercept - dot(weights, row));
  const size = weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
  return dot(residual, residual) / (2 * y.length) + lambda * size;
}

/** max_j |x_jᵀ y| / N of the centred columns: at w = 0 no slope of the squared error is steeper than λ. */
export function lambdaMax(X: Matrix, y: readonly number[]): number {
  return Math.max(...transpose(X).map((column) => Math.abs(dot(column, y)) / y.length));
}

/**
 * w_j ← S(x_jᵀ r⁽ʲ⁾ / N, λ) / (x_jᵀ x_j / N), with r⁽ʲ⁾ = r + w_j x_j the residual without feature j.
 *
 * Friedman, Hastie and Tibshirani 2010, https://doi.org/10.18637/jss.v033.i01, section 2.
 */
export function lasso(X: Matrix, y: readonly number[], lambda: number, sweeps: number): Model {
  if (!(lambda >= 0)) throw new RangeError(`lasso: lambda is ${lambda}, a number of at least 0 is needed`);
  const N = y.length;
  const columns = transpose(X).map(centred);
  const weights = columns.map(() => 0);
  const residual = centred(y); // always that of the present weights
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const [j, column] of columns.entries()) {
      const curvature = dot(column, column) / N;
      if (isConstant(X, j)) continue;
      const old = weights[j]!;
      const z = dot(column, residual) / N + curvature * old;
      const next = softThreshold(z, lambda) / curvature;
      for (const [n, x] of column.entries()) residual[n]! -= (next - old) * x;
      weights[j] = next;
    }
  }
  const means = transpose(X).map(mean);
  return { intercept: mean(y) - dot(weights, means), weights };
}

function isConstant(X: Matrix, j: number): boolean {
  return X.every((row) => row[j] === X[0]![j]);
}

function centred(x: readonly number[]): number[] {
  const centre = mean(x);
  return x.map((value) => value - centre);
}

function transpose(A: Matrix): number[][] {
  return A[0]!.map((_, j) => A.map((row) => row[j]!));
}

function mean(x: readonly number[]): number {
  return x.reduce((sum, value) => sum + value, 0) / x.length;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
