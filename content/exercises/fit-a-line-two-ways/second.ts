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

/** ŷ_n = w_0 + Σ_j w_j x_nj */
export function predict(X: Matrix, w: number[]): number[] {
  const answers: number[] = [];
  for (const row of X) {
    let answer = w[0]!;
    for (let j = 0; j < row.length; j++) answer += w[j + 1]! * row[j]!;
    answers.push(answer);
  }
  return answers;
}

/** Sample by sample: the residual e adds e²/2N to the loss, e/N to the intercept's slope and e x_j/N to that of w_j. */
export function lossAndGradient(X: Matrix, y: number[], w: number[]): { loss: number; gradient: number[] } {
  const gradient = new Array<number>(w.length).fill(0);
  let loss = 0;
  for (const [n, answer] of predict(X, w).entries()) {
    const share = (answer - y[n]!) / X.length;
    loss += (share * (answer - y[n]!)) / 2;
    gradient[0]! += share;
    for (let j = 1; j < w.length; j++) gradient[j]! += share * X[n]![j - 1]!;
  }
  return { loss, gradient };
}

/** The D weights of least loss. */
export function fitExact(X: Matrix, y: number[]): number[] {
  const { A, c } = moments(X, y);
  return solve(A, c);
}

/** The data are read once: ∇L(w) = A w − c, so each step needs nothing but A and c. */
export function fitByDescent(X: Matrix, y: number[], rate: number, steps: number): number[] {
  const { A, c } = moments(X, y);
  let w = c.map(() => 0);
  for (let k = 0; k < steps; k++) {
    const here = w;
    w = A.map((row, i) => here[i]! - rate * (row.reduce((sum, a, j) => sum + a * here[j]!, 0) - c[i]!));
  }
  return w;
}

/** A = (1/N) Σ u uᵀ, D × D, and c = (1/N) Σ y u, D, where u is a row of X behind a 1. */
function moments(X: Matrix, y: number[]): { A: Matrix; c: number[] } {
  const D = X[0]!.length + 1;
  const A = Array.from({ length: D }, () => new Array<number>(D).fill(0));
  const c = new Array<number>(D).fill(0);
  X.forEach((row, n) => {
    const u = [1, ...row];
    for (let i = 0; i < D; i++) {
      c[i]! += (u[i]! * y[n]!) / X.length;
      for (let j = 0; j < D; j++) A[i]![j]! += (u[i]! * u[j]!) / X.length;
    }
  });
  return { A, c };
}
