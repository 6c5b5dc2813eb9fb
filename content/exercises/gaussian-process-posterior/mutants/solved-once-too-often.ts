// The variance takes the squared length of A⁻¹ k.
export type Matrix = number[][];

export interface Settings {
  /** s */
  amplitude: number;
  /** ℓ */
  length: number;
  /** σ², a variance. */
  noise: number;
}

/** The lower triangular L with L Lᵀ = A, for a symmetric positive definite A. */
export function cholesky(A: Matrix): Matrix {
  const L = A.map((row) => row.map(() => 0));
  for (let i = 0; i < A.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = A[i]![j]!;
      for (let k = 0; k < j; k++) rest -= L[i]![k]! * L[j]![k]!;
      if (i === j && !(rest > 0))
        throw new RangeError(`cholesky: pivot ${i} is ${rest}, the matrix is not positive definite`);
      L[i]![j] = i === j ? Math.sqrt(rest) : rest / L[j]![j]!;
    }
  }
  return L;
}

/** The x with L x = b. */
export function solveLower(L: Matrix, b: number[]): number[] {
  const x: number[] = [];
  for (let i = 0; i < b.length; i++) {
    let rest = b[i]!;
    for (let k = 0; k < i; k++) rest -= L[i]![k]! * x[k]!;
    x.push(rest / L[i]![i]!);
  }
  return x;
}

/** The x with Lᵀ x = b. */
export function solveTransposed(L: Matrix, b: number[]): number[] {
  const x = b.map(() => 0);
  for (let i = b.length - 1; i >= 0; i--) {
    let rest = b[i]!;
    for (let k = i + 1; k < b.length; k++) rest -= L[k]![i]! * x[k]!;
    x[i] = rest / L[i]![i]!;
  }
  return x;
}

/** s² exp(−‖x − x'‖² / (2 ℓ²)) */
export function kernel(x: number[], other: number[], { amplitude, length }: Settings): number {
  const distance = x.reduce((sum, value, j) => sum + (value - other[j]!) ** 2, 0);
  return amplitude ** 2 * Math.exp(-distance / (2 * length ** 2));
}

/** α = A⁻¹ y once; then μ = k·α, and v = k(x, x) − ‖L⁻¹ k‖² for each point. */
export function posterior(
  X: Matrix,
  y: number[],
  news: Matrix,
  settings: Settings,
): { mean: number[]; variance: number[] } {
  const L = factor(X, y, settings);
  const alpha = solveTransposed(L, solveLower(L, y));
  const mean: number[] = [];
  const variance: number[] = [];
  for (const point of news) {
    const k = X.map((x) => kernel(x, point, settings));
    const v = solveTransposed(L, solveLower(L, k));
    mean.push(dot(k, alpha));
    variance.push(kernel(point, point, settings) - dot(v, v));
  }
  return { mean, variance };
}

/** −½ ‖L⁻¹ y‖² − Σ log L_ii − (N/2) log 2π */
export function logMarginal(X: Matrix, y: number[], settings: Settings): number {
  const L = factor(X, y, settings);
  const z = solveLower(L, y);
  const halfLogDet = L.reduce((sum, row, i) => sum + Math.log(row[i]!), 0);
  return -dot(z, z) / 2 - halfLogDet - (y.length / 2) * Math.log(2 * Math.PI);
}

/** L of K + σ² I */
function factor(X: Matrix, y: number[], settings: Settings): Matrix {
  if (X.length !== y.length)
    throw new RangeError(
      `Gaussian process: ${X.length} inputs and ${y.length} values, as many of both are needed`,
    );
  return cholesky(X.map((a, i) => X.map((b, j) => kernel(a, b, settings) + (i === j ? settings.noise : 0))));
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}
