// Each weight moves before the slope of the next one is computed.
export type Matrix = number[][];

/** The w with A w = b, A square: elimination with the largest pivot. Throws where the columns of A depend on each other. */
export function solve(A: Matrix, b: number[]): number[] {
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

/** ŷ, N predictions; w has the intercept first. */
export function predict(X: Matrix, w: number[]): number[] {
  return withOnes(X).map((row) => dot(row, w));
}

/** L(w) and its D slopes. */
export function lossAndGradient(X: Matrix, y: number[], w: number[]): { loss: number; gradient: number[] } {
  const N = y.length;
  const residual = predict(X, w).map((value, n) => value - y[n]!); // N
  const columns = transpose(withOnes(X)); // D × N
  return {
    loss: dot(residual, residual) / (2 * N),
    gradient: columns.map((column) => dot(column, residual) / N),
  };
}

/** The D weights of least loss. */
export function fitExact(X: Matrix, y: number[]): number[] {
  const columns = transpose(withOnes(X)); // D × N
  const products = columns.map((a) => columns.map((b) => dot(a, b))); // D × D
  return solve(
    products,
    columns.map((column) => dot(column, y)),
  );
}

/** The D weights after so many steps of gradient descent from w = 0. */
export function fitByDescent(X: Matrix, y: number[], rate: number, steps: number): number[] {
  let w: number[] = withOnes(X)[0]!.map(() => 0);
  for (let step = 0; step < steps; step++) {
    w = w.slice();
    for (let j = 0; j < w.length; j++) w[j]! -= rate * lossAndGradient(X, y, w).gradient[j]!;
  }
  return w;
}

/** N × D: a 1 in front of every row. */
function withOnes(X: Matrix): Matrix {
  return X.map((row) => [1, ...row]);
}

function transpose(A: Matrix): Matrix {
  return A[0]!.map((_, j) => A.map((row) => row[j]!));
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
