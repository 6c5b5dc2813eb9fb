import { ClassCounts } from "./class-counts.ts";
import type { Limits, Monotone, Run } from "./criterion.ts";

/**
 * The Gini index: how often a sample would be named wrongly by a label drawn from the node's own shares.
 *
 *   G = 1 − Σₖ pₖ²,   pₖ = nₖ / n
 *
 * A cut into L and R lowers n G by Σₖ Lₖ² / n_L + Σₖ Rₖ² / n_R − Σₖ nₖ² / n; the last term is the same for all cuts of a node.
 * When a sample of weight w and class k moves to the left, Σ Lₖ² grows by w (2 Lₖ + w) and Σ Rₖ² shrinks by w (2 Rₖ − w).
 *
 * Breiman, Friedman, Olshen, Stone 1984, Classification and Regression Trees, section 4.3.1.
 */
export class Gini extends ClassCounts {
  scan(
    { places, keys, n, until }: Run,
    { minSamplesLeaf, minWeightLeaf }: Limits,
    monotone: Monotone,
  ): number {
    const { nodeY, nodeWeight, left, right, weight, slack } = this;
    left.fill(0);
    right.set(this.total);
    let [weightLeft, squaresLeft, squaresRight] = [0, 0, 0];
    for (let k = 0; k < right.length; k++) squaresRight += right[k]! * right[k]!;
    let [best, cut, toBeat] = [Number.NEGATIVE_INFINITY, -1, Number.NEGATIVE_INFINITY];
    const last = Math.min(until, n - Math.max(1, minSamplesLeaf));
    for (let p = 1; p <= last; p++) {
      const i = places[p - 1]!;
      const w = nodeWeight[i]!;
      const k = nodeY[i]!;
      squaresLeft += w * (2 * left[k]! + w);
      squaresRight -= w * (2 * right[k]! - w);
      left[k]! += w;
      right[k]! -= w;
      weightLeft += w;
      if (keys[p] === keys[p - 1] || p < minSamplesLeaf) continue;
      const weightRight = weight - weightLeft;
      const score = squaresLeft / weightLeft + squaresRight / weightRight;
      if (score <= toBeat || weightLeft < minWeightLeaf || weightRight < minWeightLeaf) continue;
      if (monotone.sign !== 0 && !this.isAllowed(monotone, weightLeft)) continue;
      best = score;
      toBeat = score + slack;
      cut = p;
    }
    this.score = best;
    return cut;
  }

  protected impurityOf(shares: Float64Array): number {
    let sum = 0;
    for (let k = 0; k < shares.length; k++) sum += shares[k]! * (1 - shares[k]!);
    return sum;
  }
}
