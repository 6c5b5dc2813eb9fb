export type Matrix = number[][];

/** From rows to predictions. */
export type Predict = (X: Matrix) => number[];

/** From rows and their targets to a fitted model. */
export type Learner = (X: Matrix, y: number[]) => Predict;

/** The x with A x = b, by elimination with pivots. */
export function solve(A: Matrix, b: number[]): number[] {
  const rows = A.map((row, i) => [...row, b[i]!]);
  const n = rows.length;
  for (let p = 0; p < n; p++) {
    let pivot = p;
    for (let i = p + 1; i < n; i++) if (Math.abs(rows[i]![p]!) > Math.abs(rows[pivot]![p]!)) pivot = i;
    [rows[p], rows[pivot]] = [rows[pivot]!, rows[p]!];
    for (let i = 0; i < n; i++) {
      if (i === p) continue;
      const factor = rows[i]![p]! / rows[p]![p]!;
      for (let j = p; j <= n; j++) rows[i]![j]! -= factor * rows[p]![j]!;
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!);
}

/** N × M predictions, each by a model that has not seen its row. */
export function metaFeatures(X: Matrix, y: number[], folds: number[][], learners: Learner[]): Matrix {
  throw new Error("metaFeatures is not written yet");
}

/** The learners, fitted to all rows, below an upper model fitted to the meta-features. */
export function stack(
  X: Matrix,
  y: number[],
  folds: number[][],
  learners: Learner[],
  upper: Learner,
): Predict {
  throw new Error("stack is not written yet");
}

/** Least squares without an intercept. */
export function linearUpper(Z: Matrix, y: number[]): Predict {
  throw new Error("linearUpper is not written yet");
}
