import type { Matrix } from "../matrix/matrix.ts";

/** A tree as flat arrays, one place a node, the root at 0. Plain values, as they are saved. */
export interface BoostedTree {
  /** The column that a node splits by, −1 in a leaf. */
  column: Int32Array;
  /** x ≤ threshold goes left; NaN where the column is one of categories. */
  threshold: Float64Array;
  /** The left child; the right one is the next. */
  left: Int32Array;
  /** 1 where rows without a value go left. */
  missingLeft: Uint8Array;
  /** Of a leaf what it adds; of another node what it would have. */
  value: Float64Array;
  /** How much the split lowered the loss, 0 in a leaf. */
  gain: Float64Array;
  /** Rows in the node in fit. */
  count: Int32Array;
  /** Where a node splits by categories the place of its first one in goesLeft, else −1. */
  categoriesAt: Int32Array;
  /** 1 for each category that goes left, node after node. */
  goesLeft: Uint8Array;
}

/** A row's leaf is looked up for so many rows at a time, which the caches hold. */
const block = 512;

/** out_i += the value of row i's leaf, over the trees one after the other. Categories of X are places (see `placeCategories`). */
export function addTrees(trees: readonly BoostedTree[], X: Matrix, out: Float64Array): void {
  for (let from = 0; from < X.rows; from += block) {
    const to = Math.min(X.rows, from + block);
    for (const tree of trees) {
      if (tree.goesLeft.length > 0) addWithCategories(tree, X, out, from, to);
      else addBlock(tree, X, out, from, to);
    }
  }
}

/** `column`, `threshold` and the rest read in the hot loop, of trees without categories. */
function addBlock(
  { column, threshold, left, missingLeft, value }: BoostedTree,
  { data, cols }: Matrix,
  out: Float64Array,
  from: number,
  to: number,
): void {
  for (let i = from, at = from * cols; i < to; i++, at += cols) {
    let node = 0;
    for (let j = column[0]!; j >= 0; j = column[node]!) {
      const x = data[at + j]!;
      if (x <= threshold[node]!) node = left[node]!;
      else if (!Number.isNaN(x)) node = left[node]! + 1;
      else node = left[node]! + 1 - missingLeft[node]!;
    }
    out[i]! += value[node]!;
  }
}

function addWithCategories(
  tree: BoostedTree,
  { data, cols }: Matrix,
  out: Float64Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) out[i]! += tree.value[leafOf(tree, data, i * cols)]!;
}

function leafOf(tree: BoostedTree, data: Float64Array, row: number): number {
  const { column, threshold, left, missingLeft, categoriesAt, goesLeft } = tree;
  let node = 0;
  for (let j = column[0]!; j >= 0; j = column[node]!) {
    const x = data[row + j]!;
    if (Number.isNaN(x)) node = left[node]! + 1 - missingLeft[node]!;
    else if (categoriesAt[node]! >= 0) node = left[node]! + 1 - goesLeft[categoriesAt[node]! + x]!;
    else node = left[node]! + Number(!(x <= threshold[node]!));
  }
  return node;
}
