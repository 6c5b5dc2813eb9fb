/**
 * The inequality of Dvoretzky, Kiefer and Wolfowitz: the whole empirical distribution function at once.
 *
 *   P(sup_t |F̂_n(t) − F(t)| > ε) ≤ 2 exp(−2nε²),   ε = √(log(2/δ)/(2n))
 *
 * with Massart's constant 2. Dvoretzky et al. 1956, https://doi.org/10.1214/aoms/1177728174; Massart 1990,
 * https://doi.org/10.1214/aop/1176990746.
 */

import { type Sample, sampleOf } from "../samples/sample.ts";
import { exponentOf, probabilityOf, requireEpsilon, requireN } from "./bound.ts";

export interface Band {
  /** Sorted. */
  x: Float64Array;
  /** F̂ − ε and F̂ + ε at and right of each x, within [0, 1]. */
  low: Float64Array;
  high: Float64Array;
  epsilon: number;
}

export const dkw = {
  probability({ n, epsilon }: { n: number; epsilon: number }): number {
    requireN("dkw", n);
    requireEpsilon("dkw", epsilon);
    return probabilityOf("dkw", 2 * n * epsilon ** 2, 2);
  },
  epsilon({ n, delta }: { n: number; delta: number }): number {
    requireN("dkw", n);
    return Math.sqrt(exponentOf("dkw", delta, 2) / (2 * n));
  },
  sampleSize({ epsilon, delta }: { epsilon: number; delta: number }): number {
    requireEpsilon("dkw", epsilon);
    return Math.ceil(exponentOf("dkw", delta, 2) / (2 * epsilon ** 2));
  },
  /** A band that holds all of F with probability at least 1 − δ. */
  band(sample: Sample, { delta }: { delta: number }): Band {
    const x = sampleOf("dkw", "sample", sample).sort();
    const epsilon = dkw.epsilon({ n: x.length, delta });
    const steps = x.map((value) => upTo(x, value) / x.length);
    return {
      x,
      low: steps.map((share) => Math.max(0, share - epsilon)),
      high: steps.map((share) => Math.min(1, share + epsilon)),
      epsilon,
    };
  },
};

/** How many values are at most this, by bisection. */
function upTo(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
