import { ClassCounts } from "./class-counts.ts";
import type { Limits, Monotone, Run } from "./criterion.ts";

/**
 * The entropy of a node in bits; a cut's decrease of it is the information gain. It is the log loss of predicting the node's shares.
 *
 *   H = −Σₖ pₖ log₂ pₖ,   pₖ = nₖ / n
 *
 * A cut into L and R lowers n H by Σₖ Lₖ log₂ Lₖ − n_L log₂ n_L + Σₖ Rₖ log₂ Rₖ − n_R log₂ n_R, but for a term that is the same
 * for all cuts of a node. A sample that moves to the left changes one Lₖ and one Rₖ.
 *
 * Quinlan 1986, "Induction of decision trees", https://doi.org/10.1007/BF00116251
 */
export class Entropy extends ClassCounts {
  scan(
    { places, keys, n, until }: Run,
    { minSamplesLeaf, minWeightLeaf }: Limits,
    monotone: Monotone,
  ): number {
    const { nodeY, nodeWeight, left, right, weight, slack } = this;
    left.fill(0);
    right.set(this.total);
    let [best, cut, weightLeft] = [Number.NEGATIVE_INFINITY, -1, 0];
    const last = Math.min(until, n - Math.max(1, minSamplesLeaf));
    for (let p = 1; p <= last; p++) {
      const i = places[p - 1]!;
      const k = nodeY[i]!;
      left[k]! += nodeWeight[i]!;
      right[k]! -= nodeWeight[i]!;
      weightLeft += nodeWeight[i]!;
      if (keys[p] === keys[p - 1] || p < minSamplesLeaf) continue;
      const weightRight = weight - weightLeft;
      if (weightLeft < minWeightLeaf || weightRight < minWeightLeaf) continue;
      if (monotone.sign !== 0 && !this.isAllowed(monotone, weightLeft)) continue;
      const score = ordered(left) - xlogx(weightLeft) + ordered(right) - xlogx(weightRight);
      if (score <= best + slack) continue;
      best = score;
      cut = p;
    }
    this.score = best;
    return cut;
  }

  protected impurityOf(shares: Float64Array): number {
    return 0 - ordered(shares);
  }
}

/** Σ x log₂ x */
function ordered(counts: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < counts.length; k++) sum += xlogx(counts[k]!);
  return sum;
}

/** 0 at 0, its limit; what rounding leaves below 0 is 0. */
function xlogx(x: number): number {
  return x > 0 ? x * Math.log2(x) : 0;
}
