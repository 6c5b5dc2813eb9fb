/**
 * Small dense matrices in float64, row-major, for models of a few dimensions: the words that their equations are written
 * in. Every function returns new memory. Cholesky and the triangular solves are algorithms 4.2.1 and 3.1.1 of Golub and Van
 * Loan, Matrix Computations, 4th edition.
 */
export interface Dense {
  readonly rows: number;
  readonly columns: number;
  /** [rows · columns]. */
  readonly data: Float64Array;
}

export type Rows = readonly ArrayLike<number>[];

export function zerosOf(rows: number, columns: number): Dense {
  return { rows, columns, data: new Float64Array(rows * columns) };
}

export function identity(n: number): Dense {
  const out = zerosOf(n, n);
  for (let i = 0; i < n; i++) out.data[i * n + i] = 1;
  return out;
}

/** A matrix from its rows, which must be equally long and finite. */
export function dense(where: string, name: string, rows: Rows): Dense {
  const columns = rows[0]?.length ?? 0;
  const out = zerosOf(rows.length, columns);
  rows.forEach((row, i) => {
    if (row.length !== columns) {
      throw new RangeError(
        `${where}: row ${i} of ${name} has ${row.length} numbers, ${columns} as in row 0 are needed`,
      );
    }
    for (let j = 0; j < columns; j++) {
      if (!Number.isFinite(row[j])) {
        throw new RangeError(`${where}: ${name}[${i}][${j}] is ${row[j]}, finite numbers are needed`);
      }
      out.data[i * columns + j] = row[j]!;
    }
  });
  return out;
}

/** A matrix of a given shape from its rows. */
export function denseOf(where: string, name: string, rows: Rows, shape: readonly [number, number]): Dense {
  const out = dense(where, name, rows);
  if (out.rows !== shape[0] || out.columns !== shape[1]) {
    throw new RangeError(
      `${where}: ${name} is [${out.rows}, ${out.columns}], [${shape[0]}, ${shape[1]}] is needed`,
    );
  }
  return out;
}

export function rowsOf({ rows, columns, data }: Dense): number[][] {
  return Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * columns, (i + 1) * columns)));
}

/** A B. */
export function times(a: Dense, b: Dense): Dense {
  const [n, m] = [b.columns, a.columns];
  const out = zerosOf(a.rows, n);
  const [x, y, data] = [a.data, b.data, out.data];
  for (let i = 0; i < a.rows; i++) {
    for (let k = 0; k < m; k++) {
      const factor = x[i * m + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < n; j++) data[i * n + j]! += factor * y[k * n + j]!;
    }
  }
  return out;
}

/** A Bᵀ. */
export function timesTransposed(a: Dense, b: Dense): Dense {
  const [n, k] = [b.rows, a.columns];
  const out = zerosOf(a.rows, n);
  const [x, y, data] = [a.data, b.data, out.data];
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += x[i * k + l]! * y[j * k + l]!;
      data[i * n + j] = sum;
    }
  }
  return out;
}

/** A x. */
export function apply(a: Dense, x: ArrayLike<number>): Float64Array {
  const out = new Float64Array(a.rows);
  for (let i = 0; i < a.rows; i++) {
    let sum = 0;
    for (let j = 0; j < a.columns; j++) sum += a.data[i * a.columns + j]! * x[j]!;
    out[i] = sum;
  }
  return out;
}

export function transposed(a: Dense): Dense {
  const out = zerosOf(a.columns, a.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) out.data[j * a.rows + i] = a.data[i * a.columns + j]!;
  }
  return out;
}

/** A + c B. */
export function plus(a: Dense, b: Dense, c = 1): Dense {
  const out = zerosOf(a.rows, a.columns);
  const [x, y, data] = [a.data, b.data, out.data];
  for (let i = 0; i < data.length; i++) data[i] = x[i]! + c * y[i]!;
  return out;
}

/** A − B. */
export function minus(a: Dense, b: Dense): Dense {
  return plus(a, b, -1);
}

export function scaled(a: Dense, c: number): Dense {
  const out = zerosOf(a.rows, a.columns);
  for (let i = 0; i < out.data.length; i++) out.data[i] = c * a.data[i]!;
  return out;
}

/** (A + Aᵀ) / 2. */
export function symmetrized(a: Dense): Dense {
  const n = a.rows;
  const out = zerosOf(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const mean = (a.data[i * n + j]! + a.data[j * n + i]!) / 2;
      out.data[i * n + j] = mean;
      out.data[j * n + i] = mean;
    }
  }
  return out;
}

/** a bᵀ. */
export function outer(a: ArrayLike<number>, b: ArrayLike<number>): Dense {
  const out = zerosOf(a.length, b.length);
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) out.data[i * b.length + j] = a[i]! * b[j]!;
  }
  return out;
}

/** The lower triangular L with L Lᵀ = A. Only the lower triangle of A is read. */
export function choleskyOf(where: string, name: string, a: Dense): Dense {
  const n = a.rows;
  const l = zerosOf(n, n);
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = a.data[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l.data[i * n + k]! * l.data[j * n + k]!;
      if (i > j) {
        l.data[i * n + j] = sum / l.data[j * n + j]!;
      } else if (sum > 0) {
        l.data[j * n + j] = Math.sqrt(sum);
      } else {
        throw new RangeError(
          `${where}: the leading minor of order ${j + 1} of ${name} is not positive, a positive definite matrix is needed`,
        );
      }
    }
  }
  return l;
}

/** L⁻¹ B for a lower triangular L. */
export function solveLower(l: Dense, b: Dense): Dense {
  const [n, m] = [l.rows, b.columns];
  const x = b.data.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) {
      const factor = l.data[i * n + k]!;
      for (let j = 0; j < m; j++) x[i * m + j]! -= factor * x[k * m + j]!;
    }
    for (let j = 0; j < m; j++) x[i * m + j]! /= l.data[i * n + i]!;
  }
  return { rows: n, columns: m, data: x };
}

/** L⁻ᵀ B for a lower triangular L. */
export function solveLowerTransposed(l: Dense, b: Dense): Dense {
  const [n, m] = [l.rows, b.columns];
  const x = b.data.slice();
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) {
      const factor = l.data[k * n + i]!;
      for (let j = 0; j < m; j++) x[i * m + j]! -= factor * x[k * m + j]!;
    }
    for (let j = 0; j < m; j++) x[i * m + j]! /= l.data[i * n + i]!;
  }
  return { rows: n, columns: m, data: x };
}

/** A⁻¹ B by the Cholesky factor L of A. */
export function solveByCholesky(l: Dense, b: Dense): Dense {
  return solveLowerTransposed(l, solveLower(l, b));
}

/** A vector as a column. */
export function column(x: ArrayLike<number>): Dense {
  return { rows: x.length, columns: 1, data: Float64Array.from(x) };
}

/** ln |A| by the Cholesky factor L of A: 2 Σ ln l_ii. */
export function logDeterminant(l: Dense): number {
  let sum = 0;
  for (let i = 0; i < l.rows; i++) sum += Math.log(l.data[i * l.rows + i]!);
  return 2 * sum;
}
