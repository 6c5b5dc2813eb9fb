/**
 * How often a deviation reaches ε, to be set against what a bound says.
 *
 *   frequency = #{trials with deviation ≥ ε}/trials, with an exact 95 % interval (Clopper and Pearson)
 */

import type { Philox } from "@blankfile/tensor";
import { proportionInterval } from "../intervals/proportion-interval.ts";
import { requireFinite, requireWhole } from "../samples/sample.ts";

export interface MeasureOptions {
  epsilon: number;
  rng: Philox;
  /** Default 1000. */
  trials?: number;
}

export interface Exceedance {
  frequency: number;
  low: number;
  high: number;
  /** The deviation of each trial, [trials]. */
  deviations: Float64Array;
}

/** `deviation` makes one trial, for instance X̄ − μ of n draws. */
export function measureExceedance(
  deviation: (rng: Philox) => number,
  { epsilon, rng, trials = 1000 }: MeasureOptions,
): Exceedance {
  requireFinite("measureExceedance", "epsilon", epsilon);
  requireWhole("measureExceedance", "trials", trials, 1);
  let count = 0;
  const deviations = Float64Array.from({ length: trials }, () => {
    const value = deviation(rng);
    if (Number.isNaN(value)) {
      throw new RangeError(`measureExceedance: a deviation is ${value}, numbers are needed`);
    }
    if (value >= epsilon) count++;
    return value;
  });
  const { low, high } = proportionInterval(count, trials, { method: "clopper-pearson" });
  return { frequency: count / trials, low, high, deviations };
}
