import type { Matrix } from "../matrix/matrix.ts";

/** Places of rows to learn from and rows to test on. */
export interface Fold {
  train: readonly number[];
  test: readonly number[];
}

/** k parts of neighbouring rows, the first ones one longer where k does not divide N; each is the test of one fold. */
export function neighbouringFolds(where: string, rows: number, k: number): Fold[] {
  if (k > rows)
    throw new RangeError(
      `${where}: cv of ${k} folds for ${rows} rows, at most as many folds as rows are needed`,
    );
  const all = Array.from({ length: rows }, (_, i) => i);
  let from = 0;
  return Array.from({ length: k }, (_, fold) => {
    const to = from + Math.floor(rows / k) + (fold < rows % k ? 1 : 0);
    const test = all.slice(from, to);
    const train = [...all.slice(0, from), ...all.slice(to)];
    from = to;
    return { train, test };
  });
}

/**
 * Folds that have every class in its share: the members of a class are dealt out in the order of the rows, to the folds in the order in
 * which the sorted labels would meet them.
 */
export function classFolds(where: string, codes: Int32Array, k: number): Fold[] {
  const byClass = Map.groupBy(codes.keys(), (i) => codes[i]!);
  const smallest = Math.min(...[...byClass.values()].map((rows) => rows.length));
  if (smallest < k)
    throw new RangeError(
      `${where}: cv of ${k} folds, but a class has ${smallest} rows; at most as many folds as members of every class are needed`,
    );
  const foldOf = new Int32Array(codes.length);
  // Classes in the order of their first row, as if the labels were renamed so.
  const order = [...byClass.keys()];
  const renamed = new Map(order.map((code, place) => [code, place]));
  const sorted = Array.from(codes, (code) => renamed.get(code)!).sort((a, b) => a - b);
  for (const code of order) {
    const rows = byClass.get(code)!;
    // In the sorted list, row i goes to fold i mod k; the class takes as many of each fold as it meets there.
    const counts = Array.from({ length: k }, (_, fold) => {
      let count = 0;
      for (let i = fold; i < sorted.length; i += k) if (sorted[i] === renamed.get(code)) count++;
      return count;
    });
    let at = 0;
    for (const [fold, count] of counts.entries()) for (let n = 0; n < count; n++) foldOf[rows[at++]!] = fold;
  }
  const all = Array.from(codes.keys());
  return Array.from({ length: k }, (_, fold) => ({
    train: all.filter((i) => foldOf[i] !== fold),
    test: all.filter((i) => foldOf[i] === fold),
  }));
}

/** The part of a problem that a fold's rows make. */
export function partOf<T extends Float64Array | Int32Array>(
  { X, y, sampleWeight }: { X: Matrix; y: T; sampleWeight: Float64Array | undefined },
  rows: readonly number[],
): { X: Matrix; y: T; sampleWeight: Float64Array | undefined } {
  const pick = <A extends Float64Array | Int32Array>(values: A): A => {
    const out = values.slice(0, rows.length) as A;
    for (const [at, i] of rows.entries()) out[at] = values[i]!;
    return out;
  };
  return { X: X.takeRows(rows), y: pick(y), sampleWeight: sampleWeight && pick(sampleWeight) };
}
