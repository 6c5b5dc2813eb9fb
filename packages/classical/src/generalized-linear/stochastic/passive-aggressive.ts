/**
 * Passive-aggressive learning: leave w where a sample costs nothing, else change it as little as makes the cost 0.
 *
 *   w ← w − τ ∂z l · x,   I: τ = min(C, l/‖x‖²)   II: τ = l/(‖x‖² + 1/(2C))
 *
 * with the hinge loss of classes, l = (1 − y z)₊, or l = (|y − z| − ε)₊ of numbers. C bounds what one sample may do. Crammer, Dekel,
 * Keshet, Shalev-Shwartz and Singer 2006, https://www.jmlr.org/papers/v7/crammer06a.html, eq. 4 and section 5.
 */

import type { Philox } from "@blankfile/tensor";
import { boolean, integer, optional, randomState, real, withDefault } from "../../estimator/parameters.ts";
import type { SampleLoss } from "./losses.ts";
import type { SGDData } from "./sgd.ts";

export const passiveAggressiveParameters = {
  /** The most that one sample moves w, in units of x. */
  C: real(1, { above: 0 }),
  fitIntercept: boolean(true),
  /** The most epochs. */
  maxIter: integer(1000, { min: 1 }),
  /** Ends after nIterNoChange epochs whose mean loss is not so much below the best; null: never. */
  tol: withDefault<number | null>(1e-3, optional(real(1e-3, { min: 0 }))),
  nIterNoChange: integer(5, { min: 1 }),
  shuffle: boolean(true),
  randomState,
};

export interface PassiveAggressiveRules {
  /** l with its sign of ∂z l, of slope ±1 where it is above 0. */
  loss: SampleLoss;
  /** II. */
  isSquared: boolean;
  C: number;
  fitIntercept: boolean;
  maxIter: number;
  tol: number | null;
  nIterNoChange: number;
  shuffle: boolean;
}

export function passiveAggressive(
  { X, y, sampleWeight }: SGDData,
  rules: PassiveAggressiveRules,
  rng: Philox,
): { w: Float64Array; b: number; epochs: number; converged: boolean } {
  const { loss, isSquared, C, fitIntercept, tol } = rules;
  const w = new Float64Array(X.cols);
  let b = 0;
  const order = Array.from({ length: X.rows }, (_, i) => i);
  let [best, stalled] = [Number.POSITIVE_INFINITY, 0];
  for (let epoch = 1; epoch <= rules.maxIter; epoch++) {
    let sum = 0;
    if (rules.shuffle) rng.shuffle(order);
    for (const i of order) {
      const x = X.row(i);
      let [z, square] = [b, 0];
      for (let j = 0; j < x.length; j++) {
        z += x[j]! * w[j]!;
        square += x[j]! * x[j]!;
      }
      const cost = loss.value(z, y[i]!);
      sum += isSquared ? cost * cost : cost;
      if (cost === 0 || (square === 0 && !isSquared)) continue;
      const tau = isSquared ? cost / (square + 0.5 / C) : Math.min(C, cost / square);
      const step = tau * (sampleWeight?.[i] ?? 1) * Math.sign(loss.slope(z, y[i]!));
      for (let j = 0; j < x.length; j++) w[j]! -= step * x[j]!;
      if (fitIntercept) b -= step;
    }
    if (tol === null) continue;
    stalled = sum / X.rows > best - tol ? stalled + 1 : 0;
    best = Math.min(best, sum / X.rows);
    if (stalled >= rules.nIterNoChange) return { w, b, epochs: epoch, converged: true };
  }
  return { w, b, epochs: rules.maxIter, converged: tol === null };
}
