/**
 * Cholesky's factor of a symmetric positive definite matrix in flat memory, without tensors: for the small systems inside loops.
 *
 *   A = L Lᵀ:   l_jj = √(a_jj − Σ_k l_jk²),   l_ij = (a_ij − Σ_k l_ik l_jk) / l_jj   for i > j
 *
 * Golub and Van Loan, Matrix Computations, 4th edition, section 4.2.
 */

/** Writes L below the diagonal of A, [n, n]; answers the first row whose pivot is not above `least` · a_jj, and n where all are. */
export function factorCholesky(a: Float64Array, n: number, least = 0): number {
  for (let j = 0; j < n; j++) {
    const row = j * n;
    const diagonal = a[row + j]!;
    let pivot = diagonal;
    for (let k = 0; k < j; k++) pivot -= a[row + k]! ** 2;
    if (!(pivot > least * diagonal)) return j;
    const root = Math.sqrt(pivot);
    a[row + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[row + k]!;
      a[i * n + j] = sum / root;
    }
  }
  return n;
}

/** x with L Lᵀ x = b; b, [n], is not changed. */
export function solveCholesky(l: Float64Array, n: number, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= l[i * n + k]! * x[k]!;
    x[i] = sum / l[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let k = i + 1; k < n; k++) sum -= l[k * n + i]! * x[k]!;
    x[i] = sum / l[i * n + i]!;
  }
  return x;
}

/** (L Lᵀ)⁻¹, [n, n]. */
export function inverseCholesky(l: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  const unit = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    unit.fill(0);
    unit[j] = 1;
    const column = solveCholesky(l, n, unit);
    for (let i = 0; i < n; i++) out[i * n + j] = column[i]!;
  }
  return out;
}
