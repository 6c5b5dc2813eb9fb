import type { Matrix } from "../matrix/matrix.ts";

/**
 * A binary tree as parallel arrays, an element a node; node 0 is the root. A sample goes left where x[feature] ≤ threshold, a missing
 * value (NaN) where `missingGoToLeft` says. A leaf has no children (−1), feature −2 and threshold −2, scikit-learn's marks.
 */
export interface Tree {
  nodeCount: number;
  /** Of the deepest node; the root's is 0. */
  maxDepth: number;
  /** How many numbers a node's value has: K class shares, or 1. */
  width: number;
  childrenLeft: Int32Array;
  childrenRight: Int32Array;
  feature: Int32Array;
  threshold: Float64Array;
  /** 1 where NaN goes left. */
  missingGoToLeft: Uint8Array;
  impurity: Float64Array;
  nNodeSamples: Int32Array;
  weightedNNodeSamples: Float64Array;
  /** [nodeCount · width] */
  value: Float64Array;
}

export const NO_NODE = -1;
export const NO_FEATURE = -2;

export function isLeaf(tree: Tree, node: number): boolean {
  return tree.childrenLeft[node] === NO_NODE;
}

/** The leaf that each row falls into, [N]. */
export function leavesOf(tree: Tree, X: Matrix): Int32Array {
  const { childrenLeft, childrenRight, feature, threshold, missingGoToLeft } = tree;
  const { data, rows, cols } = X;
  const out = new Int32Array(rows);
  for (let i = 0, at = 0; i < rows; i++, at += cols) {
    let node = 0;
    let left = childrenLeft[0]!;
    while (left !== NO_NODE) {
      const x = data[at + feature[node]!]!;
      const goesLeft = x <= threshold[node]! || (Number.isNaN(x) && missingGoToLeft[node] === 1);
      node = goesLeft ? left : childrenRight[node]!;
      left = childrenLeft[node]!;
    }
    out[i] = node;
  }
  return out;
}

/** Small trees are all kept in the processor's cache, and some rows with them are taken through all; of large ones one is, and all rows are taken through it. */
const SMALL = { nodes: 4096, rows: 256 };

/** Adds `scale` times the value of each row's leaf in every tree to `out`, [N · width], tree after tree. */
export function addValues(trees: readonly Tree[], X: Matrix, out: Float64Array, scale = 1): void {
  const nodes = trees.reduce((sum, tree) => sum + tree.nodeCount, 0);
  const step = nodes <= SMALL.nodes ? SMALL.rows : X.rows;
  for (let from = 0; from < X.rows; from += step) {
    const to = Math.min(X.rows, from + step);
    for (const tree of trees) addBlock(tree, X, out, [from, to, scale]);
  }
}

function addBlock(
  tree: Tree,
  { data, cols }: Matrix,
  out: Float64Array,
  [from, to, scale]: readonly [from: number, to: number, scale: number],
): void {
  const { childrenLeft, childrenRight, feature, threshold, missingGoToLeft, value, width } = tree;
  for (let i = from; i < to; i++) {
    let node = 0;
    let left = childrenLeft[0]!;
    while (left !== NO_NODE) {
      const x = data[i * cols + feature[node]!]!;
      const goesLeft = x <= threshold[node]! || (Number.isNaN(x) && missingGoToLeft[node] === 1);
      node = goesLeft ? left : childrenRight[node]!;
      left = childrenLeft[node]!;
    }
    for (let k = 0; k < width; k++) out[i * width + k]! += scale * value[node * width + k]!;
  }
}

/** The nodes from the root to the leaf of each row. */
export function pathsOf(tree: Tree, X: Matrix): Int32Array[] {
  const parents = parentsOf(tree);
  return Array.from(leavesOf(tree, X), (leaf) => {
    const path = [leaf];
    for (let node = parents[leaf]!; node !== NO_NODE; node = parents[node]!) path.push(node);
    return Int32Array.from(path.reverse());
  });
}

/** The parent of each node; −1 of the root. */
export function parentsOf({ nodeCount, childrenLeft, childrenRight }: Tree): Int32Array {
  const parents = new Int32Array(nodeCount).fill(NO_NODE);
  for (let node = 0; node < nodeCount; node++) {
    if (childrenLeft[node] === NO_NODE) continue;
    parents[childrenLeft[node]!] = node;
    parents[childrenRight[node]!] = node;
  }
  return parents;
}

/** The number of steps from the root to each node. */
export function depthsOf(tree: Tree): Int32Array {
  const depths = new Int32Array(tree.nodeCount);
  const open = [0];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isLeaf(tree, node)) continue;
    for (const child of [tree.childrenLeft[node]!, tree.childrenRight[node]!]) {
      depths[child] = depths[node]! + 1;
      open.push(child);
    }
  }
  return depths;
}

export function countLeaves(tree: Tree): number {
  let count = 0;
  for (let node = 0; node < tree.nodeCount; node++) if (isLeaf(tree, node)) count++;
  return count;
}

/**
 * How much the splits on each feature lowered the tree's impurity, [F].
 *
 *   Σ_t (n_t I_t − n_L I_L − n_R I_R) / n   over the nodes t that ask for the feature
 *
 * Breiman, Friedman, Olshen, Stone 1984, Classification and Regression Trees, section 5.3.4 (without surrogate splits).
 */
export function impurityDecreases(tree: Tree, nFeatures: number): Float64Array {
  const { childrenLeft, childrenRight, feature, impurity, weightedNNodeSamples } = tree;
  const out = new Float64Array(nFeatures);
  const mass = (node: number) => weightedNNodeSamples[node]! * impurity[node]!;
  for (let node = 0; node < tree.nodeCount; node++) {
    if (isLeaf(tree, node)) continue;
    const decrease = mass(node) - mass(childrenLeft[node]!) - mass(childrenRight[node]!);
    out[feature[node]!]! += decrease / weightedNNodeSamples[0]!;
  }
  return out;
}

/** Those decreases as shares of their sum; zeros where nothing was lowered, [F]. */
export function impurityImportances(tree: Tree, nFeatures: number): Float64Array {
  return shares(impurityDecreases(tree, nFeatures));
}

/** Each as a share of the sum; zeros where that is 0. */
export function shares(amounts: Float64Array): Float64Array {
  const total = amounts.reduce((a, b) => a + b, 0);
  return total > 0 ? amounts.map((amount) => amount / total) : new Float64Array(amounts.length);
}
