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

interface Open {
  rows: number[];
  level: number;
  put: (tree: Tree) => void;
}

/** A list of nodes that are still to be decided, in place of a function that calls itself. */
export function grow(X: Matrix, y: readonly number[], { task, maxDepth, minLeaf }: Limits): Tree {
  if (X.length < 1) throw new Error("no samples");
  if (maxDepth < 0 || maxDepth !== Math.trunc(maxDepth)) throw new Error(`maxDepth: ${maxDepth}`);
  let root: Tree = { value: Number.NaN };
  const open: Open[] = [{ rows: y.map((_, n) => n), level: 0, put: (tree) => (root = tree) }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { rows, level, put } = next;
    const answers = rows.map((n) => y[n]!);
    const value = answer(answers, task);
    const points = rows.map((n) => X[n]!);
    const mixed = new Set(answers).size > 1;
    const split = level < maxDepth && mixed ? bestSplit(points, answers, task, minLeaf) : null;
    if (split === null) {
      put({ value });
      continue;
    }
    const node: Question = { value, ...split, left: { value }, right: { value } };
    put(node);
    const { low, high } = part(rows, X, split);
    open.push({ rows: low, level: level + 1, put: (tree) => (node.left = tree) });
    open.push({ rows: high, level: level + 1, put: (tree) => (node.right = tree) });
  }
  return root;
}

export function predict(tree: Tree, x: readonly number[]): number {
  let node = tree;
  while ("feature" in node) node = x[node.feature]! > node.threshold ? node.right : node.left;
  return node.value;
}

export function depth(tree: Tree): number {
  return Math.max(...levels(tree));
}

export function leaves(tree: Tree): number {
  return levels(tree).length;
}

export function prune(tree: Tree, X: Matrix, y: readonly number[], task: Task): Tree {
  const all = y.map((_, n) => n);
  return pruned(tree, all, { X, y, task }).tree;
}

/** The pruned tree together with the errors it makes, so that no sample is predicted twice. */
function pruned(
  tree: Tree,
  rows: number[],
  data: { X: Matrix; y: readonly number[]; task: Task },
): { tree: Tree; cost: number } {
  let cost = 0;
  for (const n of rows) {
    const miss = data.y[n]! - tree.value;
    cost += data.task === "regression" ? miss * miss : miss === 0 ? 0 : 1;
  }
  const leaf = { tree: { value: tree.value }, cost };
  if (!("feature" in tree)) return leaf;
  const { low, high } = part(rows, data.X, tree);
  const left = pruned(tree.left, low, data);
  const right = pruned(tree.right, high, data);
  if (cost <= left.cost + right.cost) return leaf;
  return { tree: { ...tree, left: left.tree, right: right.tree }, cost: left.cost + right.cost };
}

function part(rows: number[], X: Matrix, { feature, threshold }: { feature: number; threshold: number }) {
  const low: number[] = [];
  const high: number[] = [];
  for (const n of rows) (X[n]![feature]! > threshold ? high : low).push(n);
  return { low, high };
}

/** The level of each leaf. */
function levels(tree: Tree): number[] {
  if (!("feature" in tree)) return [0];
  return [tree.left, tree.right].flatMap(levels).map((level) => level + 1);
}

function answer(y: number[], task: Task): number {
  let best = Number.NaN;
  let most = 0;
  let total = 0;
  for (const one of [...y].sort((a, b) => a - b)) {
    const count = y.filter((other) => other === one).length;
    if (count > most) [best, most] = [one, count];
    total += one;
  }
  return task === "regression" ? total / y.length : best;
}
