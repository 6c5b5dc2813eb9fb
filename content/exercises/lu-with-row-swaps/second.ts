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

/** Column by column: each column of A is brought up to date with the multiples found so far, then yields its own. */
export function factorise(A: Matrix): Factors {
  const N = A.length;
  if (A.some((row) => row.length !== N)) throw new RangeError("factorise: A is not square");
  const order = [...A.keys()];
  const L = A.map(() => new Array<number>(N).fill(0));
  const U = A.map(() => new Array<number>(N).fill(0));
  for (let c = 0; c < N; c++) {
    const column = order.map((row) => A[row]![c]!);
    for (let i = 1; i < N; i++) {
      let known = 0;
      for (let k = 0; k < Math.min(i, c); k++) known += L[i]![k]! * column[k]!;
      column[i]! -= known;
    }
    const sizes = column.slice(c).map(Math.abs);
    const p = c + sizes.indexOf(Math.max(...sizes));
    for (const list of [order, column, L] as unknown[][]) list.splice(c, 1, ...list.splice(p, 1, list[c]));
    for (let i = 0; i <= c; i++) U[i]![c] = column[i]!;
    L[c]![c] = 1;
    if (column[c] !== 0) for (let i = c + 1; i < N; i++) L[i]![c] = column[i]! / column[c]!;
  }
  return { L, U, order, sign: parity(order) };
}

export function determinant(A: Matrix): number {
  const { U, order } = factorise(A);
  let product = 1;
  for (const k of U.keys()) product *= U[k]![k]!;
  return parity(order) * product;
}

/** Whatever is found is at once subtracted from all equations that are still open. */
export function solve(A: Matrix, b: readonly number[]): number[] {
  const { L, U, order } = factorise(A);
  const N = A.length;
  if (b.length !== N) throw new RangeError("solve: b has the wrong length");
  const rest = order.map((row) => b[row]!);
  for (let k = 0; k < N; k++) {
    if (U[k]![k] === 0) throw new RangeError("solve: A is singular");
    for (let i = k + 1; i < N; i++) rest[i] = rest[i]! - L[i]![k]! * rest[k]!;
  }
  const x = rest.slice();
  for (let k = N - 1; k >= 0; k--) {
    x[k] = rest[k]! / U[k]![k]!;
    for (let i = 0; i < k; i++) rest[i] = rest[i]! - U[i]![k]! * x[k]!;
  }
  return x;
}

/** (−1) to the number of pairs that stand in the wrong order. */
function parity(order: readonly number[]): number {
  let sign = 1;
  order.forEach((a, i) => {
    for (const b of order.slice(i + 1)) if (b < a) sign = -sign;
  });
  return sign;
}
