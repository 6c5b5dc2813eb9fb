import type { Matrix } from "../matrix/matrix.ts";
import { impurityImportances, leavesOf, shares, type Tree } from "../trees/tree.ts";
import { type ForestPlan, forestDraw } from "./forest-tree.ts";

/** The mean of the importances of the trees that split at all, which sum to 1; zeros where none does, [F]. */
export function forestImportances(trees: readonly Tree[], nFeatures: number): Float64Array {
  const out = new Float64Array(nFeatures);
  for (const tree of trees)
    for (const [j, share] of impurityImportances(tree, nFeatures).entries()) out[j]! += share;
  return shares(out);
}

/** For each row the number of its leaf in every tree. */
export function leavesByRow(trees: readonly Tree[], X: Matrix): Int32Array[] {
  const rows = Array.from({ length: X.rows }, () => new Int32Array(trees.length));
  for (const [t, tree] of trees.entries())
    for (const [i, leaf] of leavesOf(tree, X).entries()) rows[i]![t] = leaf;
  return rows;
}

/** For each row, summed over the trees that had not drawn it: their values, [N · width], and how many they are, [N]. */
export function outOfBag(
  trees: readonly Tree[],
  plan: ForestPlan,
  seed: number,
  X: Matrix,
): { sums: Float64Array; trees: Int32Array } {
  const width = trees[0]!.width;
  const sums = new Float64Array(X.rows * width);
  const counts = new Int32Array(X.rows);
  for (const [t, tree] of trees.entries()) {
    const drawn = forestDraw(plan, seed, t);
    for (const [i, leaf] of leavesOf(tree, X).entries()) {
      if (drawn[i] !== 0) continue;
      counts[i]!++;
      for (let k = 0; k < width; k++) sums[i * width + k]! += tree.value[leaf * width + k]!;
    }
  }
  return { sums, trees: counts };
}
