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

export function polynomial(degree: number, c: number): Kernel {
  if (degree < 1 || degree % 1 !== 0 || Number.isNaN(degree + c) || c < 0)
    throw new Error(`degree ${degree}, c ${c}`);
  return (x, z) => {
    let base = c;
    for (let j = 0; j < x.length; j++) base += x[j]! * z[j]!;
    let value = 1;
    for (let factor = 0; factor < degree; factor++) value *= base;
    return value;
  };
}

export function rbf(gamma: number): Kernel {
  if (gamma <= 0 || Number.isNaN(gamma)) throw new Error(`gamma ${gamma}`);
  return (x, z) => {
    let exponent = 0;
    for (const [j, value] of x.entries()) exponent -= gamma * (value - z[j]!) ** 2;
    return Math.exp(exponent);
  };
}

export function gram(X: Matrix, Z: Matrix, kernel: Kernel): number[][] {
  const K: number[][] = [];
  for (const x of X) {
    const row: number[] = [];
    for (const z of Z) row.push(kernel(x, z));
    K.push(row);
  }
  return K;
}

/** All products of two entries of (x, √c), in both orders: no factor √2, but more features. */
export function quadraticFeatures(x: readonly number[], c: number): number[] {
  const long = [...x, Math.sqrt(c)];
  const features: number[] = [];
  for (const a of long) for (const b of long) features.push(a * b);
  return features;
}

export function distance(kernel: Kernel, x: readonly number[], z: readonly number[]): number {
  const [[xx, xz], [zx, zz]] = gram([x, z], [x, z], kernel) as [[number, number], [number, number]];
  const squared = xx - xz - zx + zz;
  return squared > 0 ? squared ** 0.5 : 0;
}

/** Cholesky's factor row by row; where a square would be negative there is none. */
export function isKernelMatrix(K: Matrix, slack: number): boolean {
  const L: number[][] = [];
  for (let i = 0; i < K.length; i++) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      if (!(Math.abs(K[i]![j]! - K[j]![i]!) <= slack)) return false;
      let rest = K[i]![j]! + (i === j ? 2 * slack : 0);
      const other = i === j ? row : L[j]!;
      for (let k = 0; k < j; k++) rest -= row[k]! * other[k]!;
      if (i === j && rest <= 0) return false;
      row.push(i === j ? Math.sqrt(rest) : rest / L[j]![j]!);
    }
    L.push(row);
  }
  return true;
}

export function fitRidge(X: Matrix, y: readonly number[], kernel: Kernel, lambda: number): number[] {
  if (lambda <= 0 || Number.isNaN(lambda)) throw new Error(`lambda ${lambda}`);
  const A = gram(X, X, kernel);
  for (let n = 0; n < A.length; n++) A[n]![n]! += lambda;
  return solve(A, y);
}

export function predict(X: Matrix, alpha: readonly number[], kernel: Kernel, x: readonly number[]): number {
  let answer = 0;
  X.forEach((row, n) => {
    answer += alpha[n]! * kernel(row, x);
  });
  return answer;
}
