// Every prediction fits the learners anew.
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
  refuse(X, y, folds, learners);
  const Z = X.map(() => new Array<number>(learners.length).fill(0));
  for (const fold of folds) {
    const held = new Set(fold);
    const outside = (_: unknown, n: number): boolean => !held.has(n);
    for (const [m, fit] of learners.entries()) {
      const predict = fit(X.filter(outside), y.filter(outside));
      const predictions = predict(fold.map((n) => X[n]!));
      for (const [i, n] of fold.entries()) Z[n]![m] = predictions[i]!;
    }
  }
  return Z;
}

/** The upper model learns from out-of-fold columns; new rows get columns of models fitted to all rows. */
export function stack(
  X: Matrix,
  y: number[],
  folds: number[][],
  learners: Learner[],
  upper: Learner,
): Predict {
  const above = upper(metaFeatures(X, y, folds, learners), y);
  return (news) => {
    const below = learners.map((fit) => fit(X, y));
    const columns = below.map((predict) => predict(news));
    return above(news.map((_, n) => columns.map((column) => column[n]!)));
  };
}

/** w from the normal equations ZᵀZ w = Zᵀy. */
export function linearUpper(Z: Matrix, y: number[]): Predict {
  const columns = Z[0]!.map((_, m) => Z.map((row) => row[m]!));
  const w = solve(
    columns.map((a) => columns.map((b) => dot(a, b))),
    columns.map((a) => dot(a, y)),
  );
  return (rows) => rows.map((row) => dot(row, w));
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}

function refuse(X: Matrix, y: number[], folds: number[][], learners: Learner[]): void {
  if (X.length !== y.length)
    throw new RangeError(`stacking: ${X.length} rows and ${y.length} targets, as many of both are needed`);
  if (learners.length === 0) throw new RangeError("stacking: no learners, at least one is needed");
  const listed = folds.flat().sort((a, b) => a - b);
  if (listed.length !== X.length || listed.some((row, n) => row !== n))
    throw new RangeError(
      `stacking: the folds hold ${listed.length} rows, each of ${X.length} exactly once is needed`,
    );
}
