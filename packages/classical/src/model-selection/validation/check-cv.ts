import type { AnyEstimator } from "../../estimator/known.ts";
import type { Label } from "../../estimator/labels.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { KFold } from "../splitters/k-fold.ts";
import { type Split, Splitter } from "../splitters/splitter.ts";
import { StratifiedKFold } from "../splitters/stratified-k-fold.ts";

/** How rows are held back: a number of folds, stratified for a classifier; a splitter; or the splits themselves. */
export type CV = number | Splitter | readonly Split[];

/** The splits of these rows. Every split must have rows on both sides and no row on both. */
export function splitsFor(
  where: string,
  estimator: AnyEstimator,
  cv: CV,
  { X, y, groups }: { X: MatrixLike; y: ArrayLike<Label> | undefined; groups: ArrayLike<Label> | undefined },
): Split[] {
  if (typeof cv !== "number" && !(cv instanceof Splitter) && !Array.isArray(cv)) {
    throw new TypeError(`${where}: cv is ${typeof cv}, a number of folds, a splitter or splits are needed`);
  }
  const splitter =
    typeof cv === "number"
      ? new (estimator.kind === "classifier" ? StratifiedKFold : KFold)({ nSplits: cv })
      : cv;
  const splits =
    splitter instanceof Splitter ? splitter.split(X, y, groups) : [...(splitter as readonly Split[])];
  if (splits.length === 0) throw new RangeError(`${where}: cv has no splits, at least one is needed`);
  for (const [i, { train, test }] of splits.entries()) requireApart(where, i, train, test);
  return splits;
}

function requireApart(where: string, i: number, train: Int32Array, test: Int32Array): void {
  if (train.length === 0 || test.length === 0) {
    throw new RangeError(
      `${where}: split ${i} learns from ${train.length} rows and tests ${test.length}, at least one each is needed`,
    );
  }
  const learnt = new Set(train);
  const both = test.find((row) => learnt.has(row));
  if (both === undefined) return;
  throw new RangeError(
    `${where}: split ${i} tests row ${both}, which it learns from; every row on one side is needed`,
  );
}
