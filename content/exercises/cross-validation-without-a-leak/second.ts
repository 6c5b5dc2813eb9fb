export type Matrix = number[][];

export interface Scaler {
  mean: number[];
  sd: number[];
}

export type Fit = (X: Matrix, y: number[]) => (X: Matrix) => number[];

/** Rows sorted by a random key each, then dealt out like cards. */
export function makeFolds(n: number, k: number, random: () => number): number[][] {
  if (!(k >= 2 && k <= n && k % 1 === 0)) throw new RangeError(`makeFolds: ${k} folds of ${n} rows`);
  const keys = Array.from({ length: n }, (_, row) => ({ row, key: random() }));
  keys.sort((a, b) => a.key - b.key);
  const folds: number[][] = Array.from({ length: k }, () => []);
  for (const [place, { row }] of keys.entries()) folds[place % k]!.push(row);
  return folds;
}

/** Welford's running mean and sum of squares. */
export function fitScaler(X: Matrix): Scaler {
  const [first] = X;
  if (first === undefined) throw new RangeError("fitScaler: there are no rows");
  const mean = first.map(() => 0);
  const squares = first.map(() => 0);
  const constant = first.map(() => true);
  X.forEach((row, n) => {
    for (let j = 0; j < row.length; j++) {
      const delta = row[j]! - mean[j]!;
      mean[j]! += delta / (n + 1);
      squares[j]! += delta * (row[j]! - mean[j]!);
      if (row[j] !== first[j]) constant[j] = false;
    }
  });
  return { mean, sd: squares.map((sum, j) => (constant[j] ? 1 : Math.sqrt(sum / X.length))) };
}

export function scale(X: Matrix, { mean, sd }: Scaler): Matrix {
  const out: Matrix = [];
  for (const row of X) {
    const made: number[] = [];
    for (let j = 0; j < row.length; j++) made.push((row[j]! - mean[j]!) / sd[j]!);
    out.push(made);
  }
  return out;
}

/** Each row is told its fold first. */
export function crossPredict(X: Matrix, y: number[], folds: number[][], fit: Fit): number[] {
  const foldOf: (number | undefined)[] = X.map(() => undefined);
  folds.forEach((fold, f) => {
    for (const n of fold) {
      if (!(n in foldOf) || foldOf[n] !== undefined)
        throw new RangeError(`crossPredict: row ${n} is unknown or listed twice`);
      foldOf[n] = f;
    }
  });
  if (foldOf.includes(undefined)) throw new RangeError("crossPredict: a row stands in no fold");
  const models = folds.map((_, f) => {
    const seen = [...X.keys()].filter((n) => foldOf[n] !== f);
    const rows = seen.map((n) => X[n]!);
    const scaler = fitScaler(rows);
    const predict = fit(
      scale(rows, scaler),
      seen.map((n) => y[n]!),
    );
    return (row: number[]) => predict(scale([row], scaler))[0]!;
  });
  return X.map((row, n) => models[foldOf[n]!]!(row));
}
