/**
 * Margin bounds: a classifier sign(h(x)) that is right by a margin ρ. R̂_ρ is the share of training examples with y h(x) < ρ.
 *
 *   R(h) ≤ R̂_ρ(h) + (2/ρ) R_n(H) + √(log(1/δ)/(2n))                          any class of real functions, ρ fixed beforehand
 *   R(h) ≤ R̂_ρ(h) + 2 √(r²Λ²/(ρ² n)) + √(log(1/δ)/(2n))                       h(x) = w · x, ‖w‖ ≤ Λ, ‖x‖ ≤ r
 *
 * with probability at least 1 − δ: free of the number of coordinates. Mohri et al. 2018, theorem 5.8 and corollary 5.11.
 */

import {
  requireEqualLengths,
  requirePositive,
  requireProbability,
  requireWhole,
  type Sample,
  sampleOf,
} from "../samples/sample.ts";

export interface MarginOptions {
  /** R̂_ρ, from 0 to 1. */
  marginLoss: number;
  /** ρ. */
  margin: number;
  n: number;
  delta: number;
}

/** `complexity` is R_n(H), the expected Rademacher complexity. */
export function marginBound({ complexity, ...options }: MarginOptions & { complexity: number }): number {
  if (!(complexity >= 0)) {
    throw new RangeError(`marginBound: complexity ${complexity}, a number from 0 on is needed`);
  }
  return options.marginLoss + (2 / options.margin) * complexity + deviation("marginBound", options);
}

/** r `radius` of the points, Λ `normBound` of the weights. */
export function linearMarginBound({
  radius,
  normBound,
  ...options
}: MarginOptions & { radius: number; normBound: number }): number {
  requirePositive("linearMarginBound", "radius", radius);
  requirePositive("linearMarginBound", "normBound", normBound);
  const term = (2 * radius * normBound) / (options.margin * Math.sqrt(options.n));
  return options.marginLoss + term + deviation("linearMarginBound", options);
}

/** R̂_ρ: the share of examples with y h(x) < ρ; y is −1 or 1. */
export function marginLoss(scores: Sample, labels: Sample, margin: number): number {
  const [h, y] = [sampleOf("marginLoss", "scores", scores), sampleOf("marginLoss", "labels", labels)];
  requireEqualLengths("marginLoss", ["scores", "labels"], [h.length, y.length]);
  let count = 0;
  h.forEach((score, i) => {
    if (Math.abs(y[i]!) !== 1)
      throw new RangeError(`marginLoss: labels[${i}] is ${y[i]}, -1 or 1 are needed`);
    if (y[i]! * score < margin) count++;
  });
  return count / h.length;
}

function deviation(where: string, { marginLoss, margin, n, delta }: MarginOptions): number {
  if (!(marginLoss >= 0 && marginLoss <= 1)) {
    throw new RangeError(`${where}: marginLoss ${marginLoss}, a number from 0 to 1 is needed`);
  }
  requirePositive(where, "margin", margin);
  requireWhole(where, "n", n, 1);
  requireProbability(where, "delta", delta);
  return Math.sqrt(Math.log(1 / delta) / (2 * n));
}
