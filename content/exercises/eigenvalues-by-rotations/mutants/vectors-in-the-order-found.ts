// The values are sorted, the vectors are not.
export type Matrix = readonly (readonly number[])[];

/** JᵀAJ, with J the rotation by at most 45° in the plane of p and q that makes entry p, q zero. */
export function rotated(A: Matrix, p: number, q: number): number[][] {
  checkSymmetric(A);
  if (!(Number.isInteger(p) && Number.isInteger(q) && p >= 0 && p < q && q < A.length))
    throw new RangeError(`rotated: rows ${p} and ${q}, 0 ≤ p < q < ${A.length} is needed`);
  const work = A.map((row) => row.slice());
  turnBothSides(work, p, q);
  return work;
}

/** Sweeps over all pairs until what is off the diagonal is rounding; V collects the rotations. */
export function eigenSymmetric(A: Matrix): { values: number[]; vectors: number[][] } {
  checkSymmetric(A);
  const work = A.map((row) => row.slice());
  const V = A.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
  const enough = 1e-15 * Math.hypot(...A.flat());
  for (let sweep = 0; sweep < 30 && offDiagonal(work) > enough; sweep++) {
    for (let p = 0; p < work.length; p++) {
      for (let q = p + 1; q < work.length; q++) {
        const angle = turnBothSides(work, p, q);
        turnColumns(V, [p, q], angle);
      }
    }
  }
  const order = work.map((_, k) => k).sort((i, j) => work[j]![j]! - work[i]![i]!);
  return {
    values: order.map((k) => work[k]![k]!),
    vectors: V.map((_, k) => V.map((row) => row[k]!)),
  };
}

interface Angle {
  c: number;
  s: number;
}

/**
 * Entry p, q of JᵀAJ is cs (A_pp − A_qq) + (c² − s²) A_pq. With t = s/c and τ = (A_qq − A_pp) / 2A_pq it is 0 for
 * t² + 2τt − 1 = 0; the root smaller in size is t = sign(τ) / (|τ| + √(1 + τ²)).
 */
function angleFor(A: Matrix, p: number, q: number): Angle {
  const off = A[p]![q]!;
  if (off === 0) return { c: 1, s: 0 };
  const tau = (A[q]![q]! - A[p]![p]!) / (2 * off);
  const t = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.hypot(1, tau));
  const c = 1 / Math.hypot(1, t);
  return { c, s: c * t };
}

/** work ← JᵀAJ: the columns, then the rows of what came of it. */
function turnBothSides(work: number[][], p: number, q: number): Angle {
  const angle = angleFor(work, p, q);
  if (angle.s === 0) return angle;
  turnColumns(work, [p, q], angle);
  const [a, b] = [work[p]!, work[q]!];
  work[p] = a.map((x, j) => angle.c * x - angle.s * b[j]!);
  work[q] = a.map((x, j) => angle.s * x + angle.c * b[j]!);
  for (const [i, row] of work.entries()) {
    if (i === p || i === q) continue;
    row[p] = work[p]![i]!; // the same number on both sides of the diagonal
    row[q] = work[q]![i]!;
  }
  work[p]![q] = 0;
  work[q]![p] = 0;
  return angle;
}

function turnColumns(A: number[][], [p, q]: [number, number], { c, s }: Angle): void {
  for (const row of A) {
    const [x, y] = [row[p]!, row[q]!];
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  }
}

/** √Σ_{i≠j} A_ij² */
function offDiagonal(A: Matrix): number {
  return Math.hypot(...A.flatMap((row, i) => row.filter((_, j) => j !== i)));
}

function checkSymmetric(A: Matrix): void {
  for (const [i, row] of A.entries()) {
    if (row.length !== A.length)
      throw new RangeError(`${A.length} rows, but one has ${row.length} numbers; a square matrix is needed`);
    for (let j = 0; j < i; j++) {
      if (row[j] !== A[j]![i]) throw new RangeError(`entries ${i}, ${j} and ${j}, ${i} differ`);
    }
  }
}
