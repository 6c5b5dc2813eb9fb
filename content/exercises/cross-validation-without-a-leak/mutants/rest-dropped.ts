// Every fold gets ⌊n / k⌋ rows; the remainder is never tested.
export type Matrix = number[][];

export interface Scaler {
  /** F column means. */
  mean: number[];
  /** F standard deviations, 1 for a constant column. */
  sd: number[];
}

/** Learns from scaled rows and their targets; returns what predicts other scaled rows. */
export type Fit = (X: Matrix, y: number[]) => (X: Matrix) => number[];

/** A Fisher–Yates shuffle of 0 … n − 1, cut into k pieces; the first n mod k are longer by one. */
export function makeFolds(n: number, k: number, random: () => number): number[][] {
  if (!Number.isInteger(k) || k < 2 || k > n)
    throw new RangeError(`makeFolds: k is ${k}, a whole number from 2 to n = ${n} is needed`);
  const rows = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [rows[i], rows[j]] = [rows[j]!, rows[i]!];
  }
  const folds: number[][] = [];
  let start = 0;
  for (let f = 0; f < k; f++) {
    const size = Math.floor(n / k);
    folds.push(rows.slice(start, start + size));
    start += size;
  }
  return folds;
}

/** s² = Σ (x − μ)² / N in each column; a constant column is left unscaled. */
export function fitScaler(X: Matrix): Scaler {
  if (X.length === 0) throw new RangeError("fitScaler: no rows; at least one is needed");
  const columns = X[0]!.map((_, j) => X.map((row) => row[j]!));
  const mean = columns.map((column) => column.reduce((sum, x) => sum + x, 0) / column.length);
  const sd = columns.map((column, j) => {
    if (column.every((x) => x === column[0])) return 1;
    return Math.sqrt(column.reduce((sum, x) => sum + (x - mean[j]!) ** 2, 0) / column.length);
  });
  return { mean, sd };
}

/** (x − mean) / sd, column by column. */
export function scale(X: Matrix, scaler: Scaler): Matrix {
  return X.map((row) => row.map((x, j) => (x - scaler.mean[j]!) / scaler.sd[j]!));
}

/** A prediction for each row, by a scaler and a model that have not seen it. */
export function crossPredict(X: Matrix, y: number[], folds: number[][], fit: Fit): number[] {
  const listed = folds.flat().sort((a, b) => a - b);
  if (listed.length !== X.length || listed.some((row, i) => row !== i))
    throw new RangeError(
      `crossPredict: the folds hold ${listed.length} rows, each of ${X.length} exactly once is needed`,
    );
  const predictions = new Array<number>(X.length).fill(0);
  for (const fold of folds) {
    const held = new Set(fold);
    const inside = (_: unknown, n: number): boolean => !held.has(n);
    const training = X.filter(inside);
    const scaler = fitScaler(training);
    const predict = fit(scale(training, scaler), y.filter(inside));
    const test = fold.map((n) => X[n]!);
    const answers = predict(scale(test, scaler));
    fold.forEach((n, i) => {
      predictions[n] = answers[i]!;
    });
  }
  return predictions;
}
