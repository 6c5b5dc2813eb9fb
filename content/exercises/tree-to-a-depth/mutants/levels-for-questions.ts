// The depth counts levels of nodes, and a leaf is one.
export type Matrix = readonly (readonly number[])[];
export type Task = "classification" | "regression";

export interface Leaf {
  value: number;
}

export interface Question {
  /** What it would say as a leaf. */
  value: number;
  /** Counted from 0. */
  feature: number;
  /** At most this goes to the left. */
  threshold: number;
  left: Tree;
  right: Tree;
}

export type Tree = Leaf | Question;

export interface Limits {
  task: Task;
  /** Questions on the way to a leaf, at most. */
  maxDepth: number;
  /** Samples in a leaf, at least. */
  minLeaf: number;
}

/** The split with the least impurity of its two sides; of equal ones the smallest feature, then threshold. Null where none is allowed. */
export function bestSplit(
  X: Matrix,
  y: readonly number[],
  task: Task,
  minLeaf: number,
): { feature: number; threshold: number } | null {
  let best: { feature: number; threshold: number } | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let feature = 0; feature < X[0]!.length; feature++) {
    const values = [...new Set(X.map((row) => row[feature]!))].sort((a, b) => a - b);
    for (const [i, low] of values.slice(0, -1).entries()) {
      const threshold = (low + values[i + 1]!) / 2;
      const left = y.filter((_, n) => X[n]![feature]! <= threshold);
      const right = y.filter((_, n) => X[n]![feature]! > threshold);
      if (Math.min(left.length, right.length) < minLeaf) continue;
      const cost = impurity(left, task) + impurity(right, task);
      if (cost < least - 1e-12) [best, least] = [{ feature, threshold }, cost];
    }
  }
  return best;
}

/** The number of samples times Gini impurity or mean squared error. */
function impurity(y: readonly number[], task: Task): number {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  if (task === "regression") return y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const squares = y.reduce((sum, label) => sum + y.filter((other) => other === label).length, 0);
  return y.length - squares / y.length;
}

/** A leaf where nothing may be asked any more; otherwise a question, and a tree for each of its answers. */
export function grow(X: Matrix, y: readonly number[], { task, maxDepth, minLeaf }: Limits): Tree {
  if (y.length === 0) throw new RangeError("grow: no samples; at least one is needed");
  if (!(Number.isInteger(maxDepth) && maxDepth >= 0))
    throw new RangeError(`grow: maxDepth is ${maxDepth}, a whole number of at least 0 is needed`);
  const value = leafValue(y, task);
  if (maxDepth === 0 || y.every((one) => one === y[0])) return { value };
  const split = bestSplit(X, y, task, minLeaf);
  if (split === null) return { value };
  const [left, right] = sides(split, X, y);
  const limits = { task, maxDepth: maxDepth - 1, minLeaf };
  return { value, ...split, left: grow(left.X, left.y, limits), right: grow(right.X, right.y, limits) };
}

/** Question by question down to a leaf. */
export function predict(tree: Tree, x: readonly number[]): number {
  if (!("left" in tree)) return tree.value;
  return predict(x[tree.feature]! <= tree.threshold ? tree.left : tree.right, x);
}

/** 0 for a leaf, one more than the deeper side for a question. */
export function depth(tree: Tree): number {
  return "left" in tree ? 1 + Math.max(depth(tree.left), depth(tree.right)) : 1;
}

/** 1 for a leaf, the sum of both sides for a question. */
export function leaves(tree: Tree): number {
  return "left" in tree ? leaves(tree.left) + leaves(tree.right) : 1;
}

/** Reduced-error pruning: Quinlan 1987, https://doi.org/10.1016/S0020-7373(87)80053-6. */
export function prune(tree: Tree, X: Matrix, y: readonly number[], task: Task): Tree {
  const leaf = { value: tree.value };
  if (!("left" in tree)) return leaf;
  const [left, right] = sides(tree, X, y);
  const pruned = {
    ...tree,
    left: prune(tree.left, left.X, left.y, task),
    right: prune(tree.right, right.X, right.y, task),
  };
  return errors(leaf, X, y, task) <= errors(pruned, X, y, task) ? leaf : pruned;
}

/** The samples that go to the left and to the right. */
function sides(
  { feature, threshold }: { feature: number; threshold: number },
  X: Matrix,
  y: readonly number[],
) {
  const part = (left: boolean) => {
    const rows = [...y.keys()].filter((n) => X[n]![feature]! <= threshold === left);
    return { X: rows.map((n) => X[n]!), y: rows.map((n) => y[n]!) };
  };
  return [part(true), part(false)] as const;
}

/** Wrong classes, or squared errors, added up. */
function errors(tree: Tree, X: Matrix, y: readonly number[], task: Task): number {
  return X.reduce((sum, x, n) => {
    const error = predict(tree, x) - y[n]!;
    return sum + (task === "regression" ? error ** 2 : Number(error !== 0));
  }, 0);
}

function leafValue(y: readonly number[], task: Task): number {
  if (task === "regression") return y.reduce((sum, value) => sum + value, 0) / y.length;
  const counts = new Array<number>(Math.max(...y) + 1).fill(0);
  for (const label of y) counts[label]! += 1;
  return counts.indexOf(Math.max(...counts));
}
