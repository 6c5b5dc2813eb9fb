// Only half of the scaler is repaired.
export type Matrix = number[][];

export interface Table {
  /** N × F, as measured. */
  X: Matrix;
  /** N. */
  y: number[];
}

export interface Scaler {
  mean: number[];
  sd: number[];
}

export interface Model {
  scaler: Scaler;
  intercept: number;
  /** F, for standardised features. */
  weights: number[];
}

export interface Report {
  model: Model;
  trainError: number;
  testError: number;
}

/** Fits to all rows but those in `test`, and measures the error on both parts. */
export function runPipeline(table: Table, test: number[], lambda: number): Report {
  const held = new Set(test);
  const training = take(table, (n) => !held.has(n));
  const unseen = take(table, (n) => held.has(n));
  const scaler = { mean: fitScaler(training.X).mean, sd: fitScaler(table.X).sd };
  const model = fitRidge(training, scaler, lambda);
  return {
    model,
    trainError: meanSquaredError(predict(model, training.X), training.y),
    testError: meanSquaredError(predict(model, unseen.X), unseen.y),
  };
}

/** Predictions for rows as they are in the table. */
export function predict(model: Model, X: Matrix): number[] {
  return scale(X, model.scaler).map((z) => model.intercept + dot(z, model.weights));
}

/** Mean and standard deviation of each column. */
function fitScaler(X: Matrix): Scaler {
  const columns = X[0]!.map((_, j) => X.map((row) => row[j]!));
  const mean = columns.map(average);
  const sd = columns.map((column, j) => {
    if (column.every((x) => x === column[0])) return 1;
    return Math.sqrt(average(column.map((x) => (x - mean[j]!) ** 2)));
  });
  return { mean, sd };
}

function scale(X: Matrix, { mean, sd }: Scaler): Matrix {
  return X.map((row) => row.map((x, j) => (x - mean[j]!) / sd[j]!));
}

/** (ZᵀZ + λI) w = Zᵀ(y − ȳ) */
function fitRidge(table: Table, scaler: Scaler, lambda: number): Model {
  const Z = scale(table.X, scaler);
  const intercept = average(table.y);
  const columns = Z[0]!.map((_, j) => Z.map((row) => row[j]!));
  const A = columns.map((a, i) => columns.map((b, j) => dot(a, b) + (i === j ? lambda : 0)));
  const centred = table.y.map((target) => target - intercept);
  return {
    scaler,
    intercept,
    weights: solve(
      A,
      columns.map((a) => dot(a, centred)),
    ),
  };
}

function take({ X, y }: Table, wanted: (row: number) => boolean): Table {
  return { X: X.filter((_, n) => wanted(n)), y: y.filter((_, n) => wanted(n)) };
}

function meanSquaredError(predictions: number[], y: number[]): number {
  return average(predictions.map((p, n) => (p - y[n]!) ** 2));
}

function average(values: number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}

/** Elimination; A is symmetric and positive definite, so no pivot is 0. */
function solve(A: Matrix, b: number[]): number[] {
  const rows = A.map((row, i) => [...row, b[i]!]);
  for (let p = 0; p < rows.length; p++) {
    const pivot = rows[p]!;
    for (const [i, row] of rows.entries()) {
      if (i === p) continue;
      const factor = row[p]! / pivot[p]!;
      rows[i] = row.map((x, j) => x - factor * pivot[j]!);
    }
  }
  return rows.map((row, i) => row.at(-1)! / row[i]!);
}
