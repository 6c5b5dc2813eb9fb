/**
 * Hoeffding's inequality: the mean of n independent variables in [a, b].
 *
 *   P(X̄ − μ ≥ ε) ≤ exp(−2nε²/(b − a)²)
 *   ε = (b − a) √(log(1/δ)/(2n)),   n = (b − a)² log(1/δ)/(2ε²)
 *
 * Hoeffding 1963, https://doi.org/10.1080/01621459.1963.10500830.
 */

import { requirePositive } from "../samples/sample.ts";
import { exponentOf, probabilityOf, requireEpsilon, requireN, type Sides } from "./bound.ts";

export interface Range {
  /** b − a. Default 1. */
  range?: number;
}

export const hoeffding = {
  probability({ n, epsilon, range = 1, sides = 1 }: Range & Sides & { n: number; epsilon: number }): number {
    requireN("hoeffding", n);
    requireEpsilon("hoeffding", epsilon);
    requirePositive("hoeffding", "range", range);
    // A deviation above the range cannot happen, which the bound does not know.
    return probabilityOf("hoeffding", (2 * n * epsilon ** 2) / range ** 2, sides);
  },
  epsilon({ n, delta, range = 1, sides = 1 }: Range & Sides & { n: number; delta: number }): number {
    requireN("hoeffding", n);
    requirePositive("hoeffding", "range", range);
    return range * Math.sqrt(exponentOf("hoeffding", delta, sides) / (2 * n));
  },
  sampleSize({
    epsilon,
    delta,
    range = 1,
    sides = 1,
  }: Range & Sides & { epsilon: number; delta: number }): number {
    requireEpsilon("hoeffding", epsilon);
    requirePositive("hoeffding", "range", range);
    return Math.ceil((range ** 2 * exponentOf("hoeffding", delta, sides)) / (2 * epsilon ** 2));
  },
};
