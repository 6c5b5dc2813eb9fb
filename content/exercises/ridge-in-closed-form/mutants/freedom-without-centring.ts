// The degrees of freedom are taken from XᵀX, which has the means in it.
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

/** J(b, w) = Σ (y_n − b − wᵀx_n)² + λ Σ w_j² */
export function objective(
  X: Matrix,
  y: readonly number[],
  { intercept, weights }: Model,
  lambda: number,
): number {
  const residual = X.map((row, n) => y[n]! - intercept - dot(weights, row));
  return dot(residual, residual) + lambda * dot(weights, weights);
}

/** (X_cᵀX_c + λI) w = X_cᵀ y_c, and b = ȳ − wᵀx̄, which puts the residuals' mean at 0. */
export function ridge(X: Matrix, y: readonly number[], lambda: number): Model {
  checkPenalty(lambda);
  const means = transpose(X).map(mean);
  const columns = centredColumns(X); // F × N
  const centre = mean(y);
  const yc = y.map((value) => value - centre);
  const weights = solve(
    penalised(gram(columns), lambda),
    columns.map((column) => dot(column, yc)),
  );
  return { intercept: centre - dot(weights, means), weights };
}

/** Σ_j of entry j of (A + λI)⁻¹ a_j, where a_j is column j of A. */
export function degreesOfFreedom(X: Matrix, lambda: number): number {
  checkPenalty(lambda);
  const A = gram(transpose(X));
  const B = penalised(A, lambda);
  return A.reduce((sum, column, j) => sum + solve(B, column)[j]!, 0);
}

function checkPenalty(lambda: number): void {
  if (!(lambda >= 0)) throw new RangeError(`ridge: lambda is ${lambda}, a number of at least 0 is needed`);
}

function centredColumns(X: Matrix): number[][] {
  return transpose(X).map((column) => {
    const centre = mean(column);
    return column.map((value) => value - centre);
  });
}

/** Every column with every other: F × F. */
function gram(columns: Matrix): number[][] {
  return columns.map((a) => columns.map((b) => dot(a, b)));
}

function penalised(A: Matrix, lambda: number): number[][] {
  return A.map((row, i) => row.map((value, j) => (i === j ? value + lambda : value)));
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
