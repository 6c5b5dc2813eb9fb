// R is solved in the order that suits a lower triangular matrix.
export type Matrix = readonly (readonly number[])[];

/**
 * Gram–Schmidt, every projection twice: v ← a_j, then v ← v − q_i (q_iᵀ v) for all i < j, and once more;
 * R_ij is the sum of both amounts, R_jj what is left of the length.
 */
export function qr(A: Matrix): { Q: number[][]; R: number[][] } {
  const N = columnCount(A);
  const done: number[][] = [];
  const R = Array.from({ length: N }, () => new Array<number>(N).fill(0));
  for (let j = 0; j < N; j++) {
    const column = A.map((row) => row[j]!);
    const left = column.slice();
    for (let round = 0; round < 2; round++) {
      for (const [i, q] of done.entries()) {
        const amount = dot(q, left);
        R[i]![j]! += amount;
        for (let m = 0; m < left.length; m++) left[m]! -= amount * q[m]!;
      }
    }
    const length = Math.hypot(...left);
    if (length <= 1e-13 * Math.hypot(...column))
      throw new RangeError(`qr: column ${j} depends on the columns before it`);
    R[j]![j] = length;
    done.push(left.map((x) => x / length));
  }
  return { Q: A.map((_, m) => done.map((q) => q[m]!)), R };
}

/** Rx = Qᵀb, from the bottom up. */
export function leastSquares(A: Matrix, b: readonly number[]): { solution: number[]; residual: number } {
  const { Q, R } = qr(A);
  if (b.length !== A.length)
    throw new RangeError(`leastSquares: b has ${b.length} numbers, ${A.length} are needed`);
  const x = R.map((_, j) => Q.reduce((sum, row, m) => sum + row[j]! * b[m]!, 0));
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) x[i]! -= R[i]![j]! * x[j]!;
    x[i]! /= R[i]![i]!;
  }
  return { solution: x, residual: Math.hypot(...A.map((row, m) => dot(row, x) - b[m]!)) };
}

/** N, if the shape will do. */
function columnCount(A: Matrix): number {
  const N = A[0]!.length;
  if (A.length < N || A.some((row) => row.length !== N))
    throw new RangeError(
      `qr: ${A.length} rows of ${N} numbers; equal rows, at least as many as columns, are needed`,
    );
  return N;
}

function dot(x: readonly number[], y: readonly number[]): number {
  return x.reduce((sum, value, i) => sum + value * y[i]!, 0);
}
