export type Matrix = readonly (readonly number[])[];

export interface Model {
  intercept: number;
  /** F. */
  weights: number[];
}

/** The w with A w = b, A square: elimination with the largest pivot. Throws where the columns of A depend on each other. */
export function solve(A: Matrix, b: readonly number[]): number[] {
  const rows = A.map((row, i) => [...row, b[i]!]);
  const size = Math.max(...A.flat().map(Math.abs));
  for (let k = 0; k < rows.length; k++) {
    let pivot = k;
    for (let i = k; i < rows.length; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    const top = rows[k]!;
    if (Math.abs(top[k]!) <= 1e-12 * size) throw new RangeError("solve: the columns depend on each other");
    for (const row of rows.slice(k + 1)) {
      const factor = row[k]! / top[k]!;
      for (let j = k; j < row.length; j++) row[j]! -= factor * top[j]!;
    }
  }
  const w = b.map(() => 0);
  for (let k = rows.length - 1; k >= 0; k--) {
    const row = rows[k]!;
    const known = w.reduce((sum, value, j) => sum + row[j]! * value, 0);
    w[k] = (row.at(-1)! - known) / row[k]!;
  }
  return w;
}

export function objective(X: Matrix, y: readonly number[], model: Model, lambda: number): number {
  let total = 0;
  for (const weight of model.weights) total += lambda * weight ** 2;
  for (let n = 0; n < X.length; n++) {
    let error = model.intercept - y[n]!;
    for (let j = 0; j < model.weights.length; j++) error += model.weights[j]! * X[n]![j]!;
    total += error ** 2;
  }
  return total;
}

/** One system for intercept and weights together: a column of ones in front, and λ on every place of the diagonal but the first. */
export function ridge(X: Matrix, y: readonly number[], lambda: number): Model {
  const { A, c } = system(X, y, lambda);
  const [intercept, ...weights] = solve(A, c);
  return { intercept: intercept!, weights };
}

/** How far the predictions follow the answers: Σ_n ∂ŷ_n/∂y_n, less the 1 of the intercept. */
export function degreesOfFreedom(X: Matrix, lambda: number): number {
  let total = -1;
  for (let n = 0; n < X.length; n++) {
    const bump = X.map((_, m) => (m === n ? 1 : 0));
    const { intercept, weights } = ridge(X, bump, lambda);
    total += X[n]!.reduce((sum, value, j) => sum + value * weights[j]!, intercept);
  }
  return total;
}

function system(X: Matrix, y: readonly number[], lambda: number): { A: number[][]; c: number[] } {
  if (Number.isNaN(lambda) || lambda < 0) throw new RangeError(`lambda: ${lambda}, at least 0 is needed`);
  const D = X[0]!.length + 1;
  const c = new Array<number>(D).fill(0);
  const A = c.map((_, i) => c.map((_, j) => (i === j && i > 0 ? lambda : 0)));
  for (const [n, row] of X.entries()) {
    const u = [1, ...row];
    for (const [i, left] of u.entries()) {
      c[i]! += left * y[n]!;
      for (const [j, right] of u.entries()) A[i]![j]! += left * right;
    }
  }
  return { A, c };
}
