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
export function kernel(x: number[], other: number[], settings: Settings): number {
  throw new Error("kernel is not written yet");
}

/** Mean and variance of f at each new point, given the observations. */
export function posterior(
  X: Matrix,
  y: number[],
  news: Matrix,
  settings: Settings,
): { mean: number[]; variance: number[] } {
  throw new Error("posterior is not written yet");
}

/** log p(y) */
export function logMarginal(X: Matrix, y: number[], settings: Settings): number {
  throw new Error("logMarginal is not written yet");
}
