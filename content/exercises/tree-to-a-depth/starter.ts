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

/** The root of a tree that was grown on these samples. */
export function grow(X: Matrix, y: readonly number[], limits: Limits): Tree {
  throw new Error("grow is not written yet");
}

/** The value of the leaf at which x arrives. */
export function predict(tree: Tree, x: readonly number[]): number {
  throw new Error("predict is not written yet");
}

/** The most questions on a way from the root to a leaf. */
export function depth(tree: Tree): number {
  throw new Error("depth is not written yet");
}

/** The number of leaves. */
export function leaves(tree: Tree): number {
  throw new Error("leaves is not written yet");
}

/** A new tree without the questions that do not pay on these samples. */
export function prune(tree: Tree, X: Matrix, y: readonly number[], task: Task): Tree {
  throw new Error("prune is not written yet");
}
