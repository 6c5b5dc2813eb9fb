/**
 * The triangular factor of A = QR, [n, k], without Q: rows are taken in blocks, each folded into R by Householder reflections.
 *
 *   step j:  x = (r_jj; b), b column j of the block,  v = (r_jj − μ; b), μ = ‖x‖
 *   H = I − 2 v vᵀ/vᵀv  makes  x → (μ; 0);  the same on r_jl and column l of the block, l > j
 *
 * Rows of R below j are 0 in column j, so that only one of them takes part. RᵀR = AᵀA without the loss of digits of the product.
 * Golub and Van Loan, Matrix Computations, 4th edition, section 6.5.3; Demmel et al. 2012, https://doi.org/10.1137/080731992 (blocks of rows).
 */

const BLOCK = 256;

/** R, [k, k] in rows, with a diagonal from 0 on. */
export function triangularFactor(a: Float64Array, n: number, k: number): Float64Array {
  const r = new Float64Array(k * k);
  const columns = Array.from({ length: k }, () => new Float64Array(Math.min(BLOCK, n)));
  for (let from = 0; from < n; from += BLOCK) {
    const rows = Math.min(BLOCK, n - from);
    for (let j = 0; j < k; j++) {
      const column = columns[j]!;
      for (let i = 0; i < rows; i++) column[i] = a[(from + i) * k + j]!;
    }
    for (let j = 0; j < k; j++) fold(r, columns, { j, k, rows });
  }
  return r;
}

/** Step j of a block. */
function fold(
  r: Float64Array,
  columns: Float64Array[],
  { j, k, rows }: { j: number; k: number; rows: number },
): void {
  const b = columns[j]!;
  let squares = 0;
  for (let i = 0; i < rows; i++) squares += b[i]! * b[i]!;
  if (squares === 0) return;
  const diagonal = r[j * k + j]!;
  const norm = Math.sqrt(diagonal * diagonal + squares);
  // r_jj − μ without cancellation; r_jj is never below 0.
  const v0 = -squares / (diagonal + norm);
  const factor = 2 / (v0 * v0 + squares);
  r[j * k + j] = norm;
  for (let l = j + 1; l < k; l++) {
    const c = columns[l]!;
    let along = v0 * r[j * k + l]!;
    for (let i = 0; i < rows; i++) along += b[i]! * c[i]!;
    along *= factor;
    r[j * k + l]! -= along * v0;
    for (let i = 0; i < rows; i++) c[i]! -= along * b[i]!;
  }
}
