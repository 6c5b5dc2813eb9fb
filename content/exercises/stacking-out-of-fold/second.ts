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

/** Models first, one list per fold; then each row asks the models of its own fold. */
export function metaFeatures(X: Matrix, y: number[], folds: number[][], learners: Learner[]): Matrix {
  const foldOf = new Map(folds.flatMap((fold, f) => fold.map((n) => [n, f] as const)));
  const complete =
    [...X.keys()].every((n) => foldOf.has(n)) &&
    folds.reduce((sum, fold) => sum + fold.length, 0) === X.length;
  if (!complete || y.length !== X.length || learners.length < 1)
    throw new RangeError("stacking: rows, targets, folds or learners do not fit together");
  const models = folds.map((_, f) => {
    const rows: Matrix = [];
    const targets: number[] = [];
    for (let n = 0; n < y.length; n++) {
      if (foldOf.get(n) === f) continue;
      rows.push(X[n]!);
      targets.push(y[n]!);
    }
    return learners.map((fit) => fit([...rows], [...targets]));
  });
  return X.map((row, n) => models[foldOf.get(n)!]!.map((predict) => predict([row])[0]!));
}

export function stack(
  X: Matrix,
  y: number[],
  folds: number[][],
  learners: Learner[],
  upper: Learner,
): Predict {
  const Z = metaFeatures(X, y, folds, learners);
  const models = learners.map((fit) => fit(X, y));
  const top = upper(Z, y);
  return (news) => news.flatMap((row) => top([models.map((predict) => predict([row])[0]!)]));
}

/** Gram–Schmidt on the columns of Z, then back substitution. */
export function linearUpper(Z: Matrix, y: number[]): Predict {
  const M = Z[0]!.length;
  const Q: number[][] = [];
  const R: Matrix = Array.from({ length: M }, () => new Array<number>(M).fill(0));
  for (let m = 0; m < M; m++) {
    const column = Z.map((row) => row[m]!);
    for (const [k, q] of Q.entries()) {
      for (let n = 0; n < q.length; n++) R[k]![m]! += q[n]! * column[n]!;
      for (let n = 0; n < q.length; n++) column[n]! -= R[k]![m]! * q[n]!;
    }
    R[m]![m] = Math.hypot(...column);
    Q.push(column.map((x) => x / R[m]![m]!));
  }
  const w = new Array<number>(M).fill(0);
  for (let m = M - 1; m >= 0; m--) {
    let rest = 0;
    for (let n = 0; n < y.length; n++) rest += Q[m]![n]! * y[n]!;
    for (let k = m + 1; k < M; k++) rest -= R[m]![k]! * w[k]!;
    w[m] = rest / R[m]![m]!;
  }
  return (rows) =>
    rows.map((row) => {
      let sum = 0;
      for (let m = 0; m < M; m++) sum += w[m]! * row[m]!;
      return sum;
    });
}
