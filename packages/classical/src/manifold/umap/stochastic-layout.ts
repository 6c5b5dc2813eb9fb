import type { Philox } from "@blankfile/tensor";

/** Pairs that are to be near, more often the larger their weight. */
export interface Edges {
  heads: Int32Array;
  tails: Int32Array;
  weights: Float64Array;
}

export interface LayoutOptions {
  a: number;
  b: number;
  epochs: number;
  learningRate: number;
  /** Random rows that are pushed away for each pair that is pulled together. */
  negativeSamples: number;
  /** γ, how hard. */
  repulsion: number;
  rng: Philox;
  onEpoch(epoch: number): void;
}

const clip = (value: number): number => Math.min(4, Math.max(-4, value));

/**
 * Moves the heads, in place, so that the fuzzy cross-entropy of graph and map falls, pair by pair:
 *
 *   pull  −2 a b d^(2b − 2) / (1 + a d^(2b)) · (y_i − y_j)      as often as its weight over the largest says
 *   push   2 γ b / ((0.001 + d²)(1 + a d^(2b))) · (y_i − y_l)   for random rows l
 *
 * each coordinate of a step at most 4, times a rate that falls to 0. Where `targets` are the heads' own places the other side of a pull moves too.
 * McInnes, Healy and Melville 2018, https://arxiv.org/abs/1802.03426, algorithm 5
 */
export function stochasticLayout(
  heads: Float64Array,
  targets: Float64Array,
  D: number,
  edges: Edges,
  options: LayoutOptions,
): void {
  const { a, b, epochs, learningRate, negativeSamples, repulsion, rng, onEpoch } = options;
  const count = edges.weights.length;
  const rows = targets.length / D;
  const moveOther = heads === targets;
  const largest = edges.weights.reduce((most, weight) => Math.max(most, weight), 0);
  const period = edges.weights.map((weight) => largest / weight);
  const due = period.slice();
  const pushed = new Float64Array(count);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const rate = learningRate * (1 - (epoch - 1) / epochs);
    for (let e = 0; e < count; e++) {
      if (due[e]! > epoch) continue;
      const [i, j] = [edges.heads[e]! * D, edges.tails[e]! * D];
      pull(heads, targets, i, j, { D, a, b, rate, moveOther });
      due[e]! += period[e]!;
      // As many pushes as the pair has been owed since its last turn.
      const owed = Math.floor((epoch * negativeSamples) / period[e]! - pushed[e]!);
      for (let n = 0; n < owed; n++) {
        const other = rng.integer(rows);
        if (moveOther && other * D === i) continue;
        push(heads, targets, i, other * D, { D, a, b, rate, repulsion });
      }
      pushed[e]! += Math.max(0, owed);
    }
    onEpoch(epoch);
  }
}

function squared(heads: Float64Array, targets: Float64Array, i: number, j: number, D: number): number {
  let sum = 0;
  for (let d = 0; d < D; d++) sum += (heads[i + d]! - targets[j + d]!) ** 2;
  return sum;
}

function pull(
  heads: Float64Array,
  targets: Float64Array,
  i: number,
  j: number,
  { D, a, b, rate, moveOther }: { D: number; a: number; b: number; rate: number; moveOther: boolean },
): void {
  const square = squared(heads, targets, i, j, D);
  if (square === 0) return;
  const force = (-2 * a * b * square ** (b - 1)) / (1 + a * square ** b);
  for (let d = 0; d < D; d++) {
    const step = rate * clip(force * (heads[i + d]! - targets[j + d]!));
    heads[i + d]! += step;
    if (moveOther) targets[j + d]! -= step;
  }
}

function push(
  heads: Float64Array,
  targets: Float64Array,
  i: number,
  l: number,
  { D, a, b, rate, repulsion }: { D: number; a: number; b: number; rate: number; repulsion: number },
): void {
  const square = squared(heads, targets, i, l, D);
  const force = (2 * repulsion * b) / ((0.001 + square) * (1 + a * square ** b));
  for (let d = 0; d < D; d++)
    heads[i + d]! += rate * (square > 0 ? clip(force * (heads[i + d]! - targets[l + d]!)) : 4);
}
