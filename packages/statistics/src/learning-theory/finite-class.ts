/**
 * Generalisation over a finite class H, with probability at least 1 − δ over n examples, for all h in H at once.
 *
 *   realisable, h without an error in training:   R(h) ≤ (log|H| + log(1/δ))/n
 *   agnostic, loss in [0, 1]:                      |R(h) − R̂(h)| ≤ √((log|H| + log(2/δ))/(2n))
 *
 * Mohri, Rostamizadeh and Talwalkar 2018, Foundations of Machine Learning, theorems 2.5 and 2.13.
 */

import { requirePositive, requireProbability, requireWhole } from "../samples/sample.ts";

export interface FiniteClass {
  /** |H|. */
  classSize: number;
  delta: number;
  /** Whether some h in H makes no error. Default false. */
  realizable?: boolean;
}

export const finiteClassBound = {
  epsilon({ classSize, delta, realizable = false, n }: FiniteClass & { n: number }): number {
    requireWhole("finiteClassBound", "n", n, 1);
    const exponent = exponentOf({ classSize, delta, realizable });
    return realizable ? exponent / n : Math.sqrt(exponent / (2 * n));
  },
  sampleSize({ classSize, delta, realizable = false, epsilon }: FiniteClass & { epsilon: number }): number {
    requirePositive("finiteClassBound", "epsilon", epsilon);
    const exponent = exponentOf({ classSize, delta, realizable });
    return Math.ceil(realizable ? exponent / epsilon : exponent / (2 * epsilon ** 2));
  },
};

function exponentOf({ classSize, delta, realizable }: FiniteClass): number {
  requireProbability("finiteClassBound", "delta", delta);
  if (!(classSize >= 1 && classSize < Infinity)) {
    throw new RangeError(`finiteClassBound: classSize ${classSize}, a finite number from 1 on is needed`);
  }
  return Math.log(classSize) + Math.log((realizable ? 1 : 2) / delta);
}
