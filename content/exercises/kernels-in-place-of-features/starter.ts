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
  throw new Error("polynomial is not written yet");
}

/** exp(−γ‖x − z‖²) */
export function rbf(gamma: number): Kernel {
  throw new Error("rbf is not written yet");
}

/** k(x_i, z_j), a row for each of X, a column for each of Z. */
export function gram(X: Matrix, Z: Matrix, kernel: Kernel): number[][] {
  throw new Error("gram is not written yet");
}

/** φ(x) with φ(x)ᵀφ(z) = (xᵀz + c)². */
export function quadraticFeatures(x: readonly number[], c: number): number[] {
  throw new Error("quadraticFeatures is not written yet");
}

/** ‖φ(x) − φ(z)‖ */
export function distance(kernel: Kernel, x: readonly number[], z: readonly number[]): number {
  throw new Error("distance is not written yet");
}

/** Whether K is symmetric and has no eigenvalue below 0, with some slack. */
export function isKernelMatrix(K: Matrix, slack: number): boolean {
  throw new Error("isKernelMatrix is not written yet");
}

/** The α with (K + λI) α = y. */
export function fitRidge(X: Matrix, y: readonly number[], kernel: Kernel, lambda: number): number[] {
  throw new Error("fitRidge is not written yet");
}

/** Σ α_n k(x_n, x) */
export function predict(X: Matrix, alpha: readonly number[], kernel: Kernel, x: readonly number[]): number {
  throw new Error("predict is not written yet");
}
