import type { Matrix } from "../../matrix/matrix.ts";
import { flatten, type GrownNode } from "../growing/flatten.ts";
import type { Grown } from "../growing/grow-tree.ts";
import type { Derivatives } from "../growing/histograms.ts";
import { nodeValue, type Sums, shrunk } from "../growing/node-value.ts";
import type { Split } from "../growing/split.ts";

export interface ExactRules {
  /** 0: no limit. */
  maxDepth: number;
  minChildWeight: number;
  /** γ: a split that gains less is taken back, from the leaves upwards. */
  gamma: number;
  lambda: number;
  alpha: number;
}

interface ExactSplit extends Split {
  /** x ≤ threshold goes left. */
  threshold: number;
}

interface Node extends GrownNode<ExactSplit> {
  sums: Sums;
  best: ExactSplit | null;
}

/** Gains up to it are rounding. */
const noGain = 1e-6;

/** The rows of each column from its smallest value up, those without a value left out, [F][≤ N]. */
export function sortColumns(X: Matrix): Int32Array[] {
  return Array.from({ length: X.cols }, (_, j) => {
    const column = X.column(j);
    const known = Int32Array.from(column.keys()).filter((i) => !Number.isNaN(column[i]!));
    return known.sort((a, b) => column[a]! - column[b]!);
  });
}

/**
 * Exact greedy growth, level by level: every column is read once a level, for all nodes of it side by side, from its smallest value up with missing
 * values on the right, and from its largest down with them on the left. A cut lies halfway between two values.
 *
 *   gain = T(G_L)² / (H_L + λ) + T(G_R)² / (H_R + λ) − T(G)² / (H + λ)
 *
 * Chen and Guestrin 2016, "XGBoost", algorithms 1 and 3, https://doi.org/10.1145/2939672.2939785. As in XGBoost itself, there is no ½ before the gain, γ is not
 * part of it but what pruning compares it with, and gains are compared as float32, so that equal cuts are equal.
 */
export function growExactTree(
  X: Matrix,
  sorted: readonly Int32Array[],
  { members, derivatives, columns }: { members: Int32Array; derivatives: Derivatives; columns: Int32Array },
  rules: ExactRules,
): Grown {
  const position = new Int32Array(X.rows).fill(-1);
  const nodes: Node[] = [leaf({ gradient: 0, hessian: 0, count: members.length })];
  const { sums } = nodes[0]!;
  for (const i of members) {
    position[i] = 0;
    sums.gradient += derivatives.gradient[i]!;
    sums.hessian += derivatives.hessian ? derivatives.hessian[i]! : 1;
  }
  let level = [nodes[0]!];
  for (let depth = 0; level.length > 0 && (rules.maxDepth === 0 || depth < rules.maxDepth); depth++) {
    for (const j of columns) {
      const rows = sorted[j]!;
      if (rows.length < X.rows) readColumn(X, rows, j, 1, { nodes, position, derivatives, rules });
      readColumn(X, rows, j, -1, { nodes, position, derivatives, rules });
    }
    level = splitLevel(level, nodes);
    if (level.length > 0) moveRows(X, members, nodes, position);
  }
  for (const node of nodes) node.value = nodeValue(node.sums.gradient, node.sums.hessian, rules);
  return grown(pruned(nodes, rules.gamma), X, members);
}

interface Reading {
  nodes: Node[];
  /** The node of each row, −1 for rows that are not drawn. */
  position: Int32Array;
  derivatives: Derivatives;
  rules: ExactRules;
}

/** Offers every node that is not split yet each cut of column j. */
function readColumn(X: Matrix, rows: Int32Array, j: number, step: 1 | -1, reading: Reading): void {
  const { nodes, position, derivatives } = reading;
  const near = nodes.map(() => ({ gradient: 0, hessian: 0, count: 0 }));
  const last = new Float64Array(nodes.length);
  const first = step === 1 ? 0 : rows.length - 1;
  for (let t = first; t >= 0 && t < rows.length; t += step) {
    const i = rows[t]!;
    const at = position[i]!;
    if (at < 0 || nodes[at]!.split) continue;
    const x = X.data[i * X.cols + j]!;
    const side = near[at]!;
    if (side.count > 0 && x !== last[at]!) {
      const gain = gainOf(nodes[at]!.sums, side, reading.rules);
      if (gain > (nodes[at]!.best?.gain ?? noGain)) {
        const threshold = step === 1 ? halfway(last[at]!, x) : halfway(x, last[at]!);
        nodes[at]!.best = cut(nodes[at]!.sums, side, gain, { column: j, threshold, step });
      }
    }
    side.gradient += derivatives.gradient[i]!;
    side.hessian += derivatives.hessian ? derivatives.hessian[i]! : 1;
    side.count += 1;
    last[at] = x;
  }
  // All values on one side, the missing ones on the other; and so values beyond twice the last, as in XGBoost.
  for (const [at, node] of nodes.entries()) {
    if (node.split || near[at]!.count === 0 || near[at]!.count === node.count) continue;
    const gain = gainOf(node.sums, near[at]!, reading.rules);
    if (gain <= (node.best?.gain ?? noGain)) continue;
    const threshold = last[at]! + step * (Math.abs(last[at]!) + 1e-6);
    node.best = cut(node.sums, near[at]!, gain, { column: j, threshold, step });
  }
}

/** What a cut gains; −∞ where a side weighs too little. */
function gainOf(sums: Sums, near: Sums, rules: ExactRules): number {
  const hessian = sums.hessian - near.hessian;
  if (near.hessian < rules.minChildWeight || hessian < rules.minChildWeight) return Number.NEGATIVE_INFINITY;
  return Math.fround(
    term(near.gradient, near.hessian, rules) +
      term(sums.gradient - near.gradient, hessian, rules) -
      term(sums.gradient, sums.hessian, rules),
  );
}

function cut(
  sums: Sums,
  near: Sums,
  gain: number,
  { column, threshold, step }: { column: number; threshold: number; step: 1 | -1 },
): ExactSplit {
  const far = {
    gradient: sums.gradient - near.gradient,
    hessian: sums.hessian - near.hessian,
    count: sums.count - near.count,
  };
  const [left, right] = step === 1 ? [{ ...near }, far] : [far, { ...near }];
  return {
    gain,
    column,
    threshold,
    bin: 0,
    missingLeft: step === -1,
    left,
    right,
    valueLeft: 0,
    valueRight: 0,
    goesLeft: null,
  };
}

/** T(G)² / (H + λ) */
function term(gradient: number, hessian: number, { lambda, alpha }: ExactRules): number {
  return hessian + lambda > 0 ? shrunk(gradient, alpha) ** 2 / (hessian + lambda) : 0;
}

/** Splits the nodes of a level that have a cut, and gives the next level. */
function splitLevel(level: readonly Node[], nodes: Node[]): Node[] {
  const next: Node[] = [];
  for (const node of level) {
    if (!node.best) continue;
    node.split = node.best;
    node.left = nodes.length;
    const children = [leaf(node.best.left), leaf(node.best.right)];
    nodes.push(...children);
    next.push(...children);
  }
  return next;
}

function moveRows(
  { data, cols }: Matrix,
  members: Int32Array,
  nodes: readonly Node[],
  position: Int32Array,
): void {
  for (const i of members) {
    const { split, left } = nodes[position[i]!]!;
    if (split) position[i] = left + Number(!goesLeft(split, data[i * cols + split.column]!));
  }
}

function goesLeft({ threshold, missingLeft }: ExactSplit, x: number): boolean {
  return Number.isNaN(x) ? missingLeft : x <= threshold;
}

/** Takes back splits between two leaves that gain less than γ, children before their parents; the nodes that are left, numbered anew. */
function pruned(nodes: readonly Node[], gamma: number): Node[] {
  for (const node of nodes.toReversed()) {
    if (!node.split || nodes[node.left]!.split || nodes[node.left + 1]!.split) continue;
    if (node.split.gain < gamma) node.split = null;
  }
  const kept: Node[] = [{ ...nodes[0]! }];
  for (const node of kept) {
    if (!node.split) continue;
    const { left } = node;
    node.left = kept.length;
    kept.push({ ...nodes[left]! }, { ...nodes[left + 1]! });
  }
  return kept;
}

function grown(nodes: readonly Node[], { data, cols }: Matrix, members: Int32Array): Grown {
  const rows = nodes.map(() => [] as number[]);
  for (const i of members) {
    let at = 0;
    for (let node = nodes[0]!; node.split; node = nodes[at]!)
      at = node.left + Number(!goesLeft(node.split, data[i * cols + node.split.column]!));
    rows[at]!.push(i);
  }
  const leaves = nodes.flatMap(({ split }, node) =>
    split ? [] : [{ node, rows: Int32Array.from(rows[node]!) }],
  );
  return { tree: flatten(nodes, ({ threshold }) => threshold), leaves };
}

function leaf(sums: Sums): Node {
  return { sums, count: sums.count, value: 0, split: null, left: -1, best: null };
}

/** The largest number below the middle, at which x ≤ it sends the middle itself to the right, as XGBoost's x < middle does. */
function halfway(low: number, high: number): number {
  return Math.max(low, nextBelow(low / 2 + high / 2));
}

/** The float64 before x: its bits as a whole number, one less, or one more of a negative x. */
function nextBelow(x: number): number {
  if (x === 0) return -Number.MIN_VALUE;
  const number = Float64Array.of(x);
  new BigInt64Array(number.buffer)[0]! += x > 0 ? -1n : 1n;
  return number[0]!;
}
