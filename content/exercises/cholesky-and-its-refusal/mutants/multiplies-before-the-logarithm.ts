// The logarithm comes after the product, which has underflowed by then.
export type Matrix = readonly (readonly number[])[];

/** Row by row: L_ij = (A_ij − Σ_{k<j} L_ik L_jk) / L_jj for j < i, and L_ii = √(A_ii − Σ_{k<i} L_ik²). */
export function cholesky(A: Matrix): number[][] {
  checkSymmetric(A);
  const L = A.map((row) => row.map(() => 0));
  for (let i = 0; i < A.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = A[i]![j]!;
      for (let k = 0; k < j; k++) rest -= L[i]![k]! * L[j]![k]!;
      if (j < i) L[i]![j] = rest / L[j]![j]!;
      else L[i]![i] = positiveRoot(rest, A[i]![i]!);
    }
  }
  return L;
}

/** Ly = b from the top down, Lᵀx = y from the bottom up. */
export function solve(A: Matrix, b: readonly number[]): number[] {
  const L = cholesky(A);
  if (b.length !== L.length) throw new RangeError(`solve: b has ${b.length} numbers, ${L.length} are needed`);
  const x = b.slice();
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i]! -= L[i]![k]! * x[k]!;
    x[i]! /= L[i]![i]!;
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i]! -= L[k]![i]! * x[k]!;
    x[i]! /= L[i]![i]!;
  }
  return x;
}

/** log det A = 2 Σ_i log L_ii */
export function logDeterminant(A: Matrix): number {
  const L = cholesky(A);
  return Math.log(L.reduce((product, row, i) => product * row[i]! ** 2, 1));
}

function positiveRoot(square: number, entry: number): number {
  if (!(square > 0 && square > 1e-13 * entry))
    throw new RangeError(`cholesky: ${square} under a root; the matrix is not positive definite`);
  return Math.sqrt(square);
}

function checkSymmetric(A: Matrix): void {
  for (const [i, row] of A.entries()) {
    if (row.length !== A.length)
      throw new RangeError(
        `cholesky: ${A.length} rows, but one has ${row.length} numbers; a square matrix is needed`,
      );
    for (let j = 0; j < i; j++) {
      if (row[j] !== A[j]![i]) throw new RangeError(`cholesky: entries ${i}, ${j} and ${j}, ${i} differ`);
    }
  }
}
