// L and U are those of the reordered rows, but b keeps its old order.
export type Matrix = readonly (readonly number[])[];

export interface Factors {
  /** Lower triangular, ones on the diagonal, N × N. */
  L: number[][];
  /** Upper triangular, N × N. */
  U: number[][];
  /** Row order[i] of A is row i of LU. */
  order: number[];
  /** 1 for an even number of swaps, −1 for an odd one. */
  sign: number;
}

/** PA = LU, with P the rows in the new order: multiples are kept below the diagonal of the working copy, where zeros would be. */
export function factorise(A: Matrix): Factors {
  const work = squared(A).map((row) => row.slice());
  const order = work.map((_, i) => i);
  let sign = 1;
  for (let k = 0; k < work.length; k++) {
    const from = pivotRow(work, k);
    if (from !== k) {
      swap(work, k, from);
      swap(order, k, from);
      sign = -sign;
    }
    const top = work[k]!;
    if (top[k] === 0) continue;
    for (const row of work.slice(k + 1)) {
      const multiple = row[k]! / top[k]!;
      row[k] = multiple;
      for (let j = k + 1; j < row.length; j++) row[j]! -= multiple * top[j]!;
    }
  }
  return {
    L: work.map((row, i) => row.map((x, j) => (j < i ? x : j === i ? 1 : 0))),
    U: work.map((row, i) => row.map((x, j) => (j < i ? 0 : x))),
    order,
    sign,
  };
}

/** det A = sign · Π_k U_kk */
export function determinant(A: Matrix): number {
  const { U, sign } = factorise(A);
  return U.reduce((product, row, k) => product * row[k]!, sign);
}

/** Ly = Pb from the top down, Ux = y from the bottom up. */
export function solve(A: Matrix, b: readonly number[]): number[] {
  const { L, U } = factorise(A);
  if (b.length !== A.length) throw new RangeError(`solve: b has ${b.length} numbers, ${A.length} are needed`);
  if (U.some((row, k) => row[k] === 0)) throw new RangeError("solve: the matrix is singular");
  const x = b.slice();
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) x[i]! -= L[i]![j]! * x[j]!;
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = i + 1; j < x.length; j++) x[i]! -= U[i]![j]! * x[j]!;
    x[i]! /= U[i]![i]!;
  }
  return x;
}

/** The first of rows k, k + 1, … whose entry in column k is largest in size. */
function pivotRow(work: Matrix, k: number): number {
  let best = k;
  for (let i = k + 1; i < work.length; i++) {
    if (Math.abs(work[i]![k]!) > Math.abs(work[best]![k]!)) best = i;
  }
  return best;
}

function swap<Item>(list: Item[], i: number, j: number): void {
  [list[i], list[j]] = [list[j]!, list[i]!];
}

function squared(A: Matrix): Matrix {
  for (const row of A) {
    if (row.length !== A.length)
      throw new RangeError(`a matrix of ${A.length} rows has a row of ${row.length}; a square one is needed`);
  }
  return A;
}
