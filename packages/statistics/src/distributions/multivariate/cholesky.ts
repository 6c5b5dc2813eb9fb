/** A square matrix as rows. */
export type Rows = ArrayLike<ArrayLike<number>>;

/** Row-major copy of a symmetric [n, n] matrix; refuses other shapes, NaN, and asymmetry beyond rounding. */
export function symmetricFlat(where: string, what: string, rows: Rows): Float64Array {
  const n = rows.length;
  if (n === 0) throw new RangeError(`${where}: ${what} is empty, a square matrix is needed`);
  const flat = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    if (rows[i]!.length !== n) {
      throw new RangeError(
        `${where}: ${what} has ${n} rows and row ${i} has ${rows[i]!.length} entries, a square matrix is needed`,
      );
    }
    for (let j = 0; j < n; j++) {
      const value = rows[i]![j]!;
      if (!Number.isFinite(value))
        throw new RangeError(`${where}: ${what}[${i}][${j}] = ${value}, a finite number is needed`);
      flat[i * n + j] = value;
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const [a, b] = [flat[i * n + j]!, flat[j * n + i]!];
      if (Math.abs(a - b) > 1e-8 * Math.max(Math.abs(a), Math.abs(b))) {
        throw new RangeError(
          `${where}: ${what}[${i}][${j}] = ${a} and [${j}][${i}] = ${b}, a symmetric matrix is needed`,
        );
      }
    }
  }
  return flat;
}

/** L of A = L Lᵀ, lower triangular, row-major [n, n]. Throws where A is not positive definite. */
export function choleskyFactor(where: string, what: string, a: Float64Array): Float64Array {
  const n = Math.round(Math.sqrt(a.length));
  const L = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= L[i * n + k]! * L[j * n + k]!;
      if (i > j) {
        L[i * n + j] = sum / L[j * n + j]!;
        continue;
      }
      if (!(sum > 0)) {
        throw new RangeError(
          `${where}: ${what} has the pivot ${sum} at ${i}, a positive definite matrix is needed; leave out columns that others determine or add to the diagonal`,
        );
      }
      L[i * n + i] = Math.sqrt(sum);
    }
  }
  return L;
}

/** y with L y = x. */
export function solveLower(L: Float64Array, x: ArrayLike<number>): Float64Array {
  const n = x.length;
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= L[i * n + k]! * y[k]!;
    y[i] = sum / L[i * n + i]!;
  }
  return y;
}

/** x with Lᵀ x = y. */
export function solveUpper(L: Float64Array, y: ArrayLike<number>): Float64Array {
  const n = y.length;
  const x = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let sum = y[i]!;
    for (let k = i + 1; k < n; k++) sum -= L[k * n + i]! * x[k]!;
    x[i] = sum / L[i * n + i]!;
  }
  return x;
}

/** L z. */
export function timesLower(L: Float64Array, z: ArrayLike<number>): Float64Array {
  const n = z.length;
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let k = 0; k <= i; k++) sum += L[i * n + k]! * z[k]!;
    out[i] = sum;
  }
  return out;
}

/** ln det A = 2 Σ ln L_ii. */
export function logDeterminant(L: Float64Array): number {
  const n = Math.round(Math.sqrt(L.length));
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(L[i * n + i]!);
  return 2 * sum;
}

/** Rows of a flat square matrix. */
export function toRows(flat: Float64Array): Float64Array[] {
  const n = Math.round(Math.sqrt(flat.length));
  return Array.from({ length: n }, (_, i) => flat.slice(i * n, (i + 1) * n));
}

/** A point with n finite coordinates. */
export function requirePoint(where: string, x: ArrayLike<number>, n: number): void {
  if (x.length !== n) throw new RangeError(`${where}: a point of ${x.length} numbers, ${n} are needed`);
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(x[i]!))
      throw new RangeError(`${where}: x[${i}] = ${x[i]}, a finite number is needed`);
  }
}
