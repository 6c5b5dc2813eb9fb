// The square of the distance is taken to be above 0, whatever rounding does.
export type Matrix = readonly (readonly number[])[];
export type Kernel = (x: readonly number[], z: readonly number[]) => number;

/** The w with A w = b, A square: elimination with the largest pivot. Throws where the columns of A depend on each other. */
export function solve(A: Matrix, b: readonly number[]): number[] {
  const rows = A.map((row, i) => [...row, b[i]!]);
  const size = Math.max(...A.flat().map(Math.abs));
  for (let k = 0; k < rows.length; k++) {
    let pivot = k;
    for (let i = k; i < rows.length; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    const top = rows[k]!;
    if (Math.abs(top[k]!) <= 1e-12 * size) throw new RangeError("solve: the columns depend on each other");
    for (const row of rows.slice(k + 1)) {
      const factor = row[k]! / top[k]!;
      for (let j = k; j < row.length; j++) row[j]! -= factor * top[j]!;
    }
  }
  const w = b.map(() => 0);
  for (let k = rows.length - 1; k >= 0; k--) {
    const row = rows[k]!;
    const known = w.reduce((sum, value, j) => sum + row[j]! * value, 0);
    w[k] = (row.at(-1)! - known) / row[k]!;
  }
  return w;
}

/** (xᵀz + c)^degree */
export function polynomial(degree: number, c: number): Kernel {
  if (!(Number.isInteger(degree) && degree >= 1))
    throw new RangeError(`polynomial: degree is ${degree}, a whole number of at least 1 is needed`);
  if (!(c >= 0)) throw new RangeError(`polynomial: c is ${c}, a number of at least 0 is needed`);
  return (x, z) => (dot(x, z) + c) ** degree;
}

/** exp(−γ‖x − z‖²) */
export function rbf(gamma: number): Kernel {
  if (!(gamma > 0)) throw new RangeError(`rbf: gamma is ${gamma}, a number above 0 is needed`);
  return (x, z) => {
    const gap = x.map((value, j) => value - z[j]!);
    return Math.exp(-gamma * dot(gap, gap));
  };
}

/** k(x_i, z_j), a row for each of X, a column for each of Z. */
export function gram(X: Matrix, Z: Matrix, kernel: Kernel): number[][] {
  return X.map((x) => Z.map((z) => kernel(x, z)));
}

/** x_i² ; √2 x_i x_j for i < j ; √(2c) x_i ; c. A product that occurs twice leaves √2 to each factor. */
export function quadraticFeatures(x: readonly number[], c: number): number[] {
  const squares = x.map((value) => value * value);
  const pairs = x.flatMap((value, i) => x.slice(i + 1).map((other) => Math.SQRT2 * value * other));
  return [...squares, ...pairs, ...x.map((value) => Math.sqrt(2 * c) * value), c];
}

/** ‖φ(x) − φ(z)‖² = k(x, x) − 2 k(x, z) + k(z, z) */
export function distance(kernel: Kernel, x: readonly number[], z: readonly number[]): number {
  return Math.sqrt(kernel(x, x) - 2 * kernel(x, z) + kernel(z, z));
}

/** Elimination on the symmetric K + 2·slack·I: every pivot is above 0 where no eigenvalue lies below −slack. */
export function isKernelMatrix(K: Matrix, slack: number): boolean {
  if (K.some((row, i) => row.some((value, j) => Math.abs(value - K[j]![i]!) > slack))) return false;
  const A = K.map((row, i) => row.map((value, j) => (i === j ? value + 2 * slack : value)));
  for (let k = 0; k < A.length; k++) {
    if (A[k]![k]! <= 0) return false;
    for (let i = k + 1; i < A.length; i++) {
      const factor = A[i]![k]! / A[k]![k]!;
      for (let j = k; j < A.length; j++) A[i]![j]! -= factor * A[k]![j]!;
    }
  }
  return true;
}

/** The weights Σ α_n φ(x_n) are those with the least Σ (y_n − wᵀφ(x_n))² + λ‖w‖². */
export function fitRidge(X: Matrix, y: readonly number[], kernel: Kernel, lambda: number): number[] {
  if (!(lambda > 0)) throw new RangeError(`fitRidge: lambda is ${lambda}, a number above 0 is needed`);
  const K = gram(X, X, kernel);
  return solve(
    K.map((row, i) => row.map((value, j) => (i === j ? value + lambda : value))),
    y,
  );
}

/** Σ α_n k(x_n, x) */
export function predict(X: Matrix, alpha: readonly number[], kernel: Kernel, x: readonly number[]): number {
  return dot(
    alpha,
    X.map((row) => kernel(row, x)),
  );
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
