import { Matrix } from "../matrix/matrix.ts";
import { placeCategories } from "./binning/bin-rows.ts";
import type { Bins } from "./binning/bins.ts";
import { addTrees, type BoostedTree } from "./boosted-tree.ts";

/** What boosting has learnt. */
export interface BoostedModel {
  bins: Bins;
  /** [outputs] */
  start: Float64Array;
  /** [rounds][outputs] */
  trees: readonly (readonly BoostedTree[])[];
}

/** F of each row, [outputs][N]. */
export function rawPredictions(X: Matrix, { bins, start, trees }: BoostedModel): Float64Array[] {
  const placed = placeCategories(X, bins);
  return Array.from(start, (value, k) => {
    const out = new Float64Array(X.rows).fill(value);
    addTrees(
      trees.map((round) => round[k]!),
      placed,
      out,
    );
    return out;
  });
}

/** F after each round; new arrays each time. */
export function* stagedRawPredictions(
  X: Matrix,
  { bins, start, trees }: BoostedModel,
): Generator<Float64Array[]> {
  const placed = placeCategories(X, bins);
  const raw = Array.from(start, (value) => new Float64Array(X.rows).fill(value));
  for (const round of trees) {
    for (const [k, tree] of round.entries()) addTrees([tree], placed, raw[k]!);
    yield raw.map((one) => one.slice());
  }
}

/** Columns side by side, [N, K]. */
export function sideBySide(columns: readonly Float64Array[]): Matrix {
  const [K, rows] = [columns.length, columns[0]!.length];
  const out = Matrix.zeros(rows, K);
  for (const [k, column] of columns.entries())
    for (let i = 0; i < rows; i++) out.data[i * K + k] = column[i]!;
  return out;
}
