export type Matrix = readonly (readonly number[])[];

/** Outer products: take a column, subtract what it explains from all that is left, go on with the smaller matrix. */
export function cholesky(A: Matrix): number[][] {
  const square = A.every((row) => row.length === A.length);
  if (!square || A.some((row, i) => row.some((x, j) => x !== A[j]![i])))
    throw new RangeError("cholesky: a symmetric matrix is needed");
  const left = A.map((row) => row.slice());
  const columns = left.map((_, c) => {
    const pivot = left[c]![c]!;
    if (!(pivot > Math.max(0, 1e-13 * A[c]![c]!))) throw new RangeError("cholesky: not positive definite");
    const column = left.map((row, i) => (i < c ? 0 : row[c]! / Math.sqrt(pivot)));
    column.forEach((x, i) => {
      for (let j = c; j <= i; j++) left[i]![j] = left[i]![j]! - x * column[j]!;
    });
    return column;
  });
  return A.map((_, i) => columns.map((column) => column[i]!));
}

/** What is found is taken out of all equations that are still open. */
export function solve(A: Matrix, b: readonly number[]): number[] {
  if (b.length !== A.length) throw new RangeError("solve: A and b do not fit");
  const L = cholesky(A);
  const rest = [...b];
  const y = L.map((_, c) => {
    const found = rest[c]! / L[c]![c]!;
    L.forEach((row, i) => {
      if (i > c) rest[i] = rest[i]! - row[c]! * found;
    });
    return found;
  });
  return L.reduceRight<number[]>(
    (x, row, i) => {
      x[i] = y[i]! / row[i]!;
      for (let j = 0; j < i; j++) y[j] = y[j]! - row[j]! * x[i];
      return x;
    },
    Array.from(b, () => 0),
  );
}

export function logDeterminant(A: Matrix): number {
  let total = 0;
  cholesky(A).forEach((row, i) => {
    total += Math.log(row[i]!);
  });
  return total + total;
}
