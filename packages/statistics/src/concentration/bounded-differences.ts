/**
 * Bounds for sums and functions whose parts can move them by at most c_1 … c_n.
 *
 *   McDiarmid   f(X_1, …, X_n) moves by at most c_i when X_i alone changes:   P(f − E f ≥ ε) ≤ exp(−2ε²/Σ c_i²)
 *   Azuma       a martingale with |M_i − M_{i−1}| ≤ c_i:                       P(M_n − M_0 ≥ ε) ≤ exp(−ε²/(2 Σ c_i²))
 *
 * McDiarmid 1989, "On the method of bounded differences", https://doi.org/10.1017/CBO9781107359949.008;
 * Azuma 1967, https://doi.org/10.2748/tmj/1178243286. The factor 4 between them: an increment in [−c, c] has range 2c.
 */

import { sampleOf } from "../samples/sample.ts";
import { exponentOf, probabilityOf, requireEpsilon, type Sides } from "./bound.ts";

export interface Differences extends Sides {
  /** c_1 … c_n. */
  differences: ArrayLike<number>;
}

export const mcdiarmid = boundFor("mcdiarmid", 2);
export const azuma = boundFor("azuma", 1 / 2);

/** exp(−factor · ε²/Σ c²). */
function boundFor(where: string, factor: number) {
  return {
    probability({ differences, epsilon, sides = 1 }: Differences & { epsilon: number }): number {
      requireEpsilon(where, epsilon);
      return probabilityOf(where, (factor * epsilon ** 2) / squares(where, differences), sides);
    },
    epsilon({ differences, delta, sides = 1 }: Differences & { delta: number }): number {
      return Math.sqrt((exponentOf(where, delta, sides) * squares(where, differences)) / factor);
    },
    /** Of a mean of n terms, of which each moves it by c/n. */
    sampleSize({
      c,
      epsilon,
      delta,
      sides = 1,
    }: Sides & { c: number; epsilon: number; delta: number }): number {
      requireEpsilon(where, epsilon);
      return Math.ceil((exponentOf(where, delta, sides) * squares(where, [c])) / (factor * epsilon ** 2));
    },
  };
}

function squares(where: string, differences: ArrayLike<number>): number {
  let total = 0;
  for (const c of sampleOf(where, "differences", differences)) {
    if (!(c >= 0)) throw new RangeError(`${where}: a difference ${c}, numbers from 0 on are needed`);
    total += c * c;
  }
  if (total === 0) throw new RangeError(`${where}: all differences 0, at least one above is needed`);
  return total;
}
