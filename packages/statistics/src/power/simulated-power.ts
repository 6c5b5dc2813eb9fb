/**
 * Power by simulation, for designs that have no formula: the share of simulated experiments whose p-value is at most α.
 *
 * With the hypothesis true in the simulation, it is the size of the test, which should be at most α.
 */

import type { Philox } from "@blankfile/tensor";
import { proportionInterval } from "../intervals/proportion-interval.ts";
import { requireProbability, requireWhole } from "../samples/sample.ts";

export interface SimulatedPowerOptions {
  rng: Philox;
  /** Default 0.05. */
  alpha?: number;
  /** Default 1000. */
  nSimulations?: number;
  /** Of the interval. Default 0.95. */
  confidenceLevel?: number;
}

export interface SimulatedPower {
  power: number;
  /** Clopper and Pearson's interval for it. */
  low: number;
  high: number;
}

/** `experiment` draws data and returns the p-value of its test. */
export function simulatedPower(
  experiment: (rng: Philox) => number,
  { rng, alpha = 0.05, nSimulations = 1000, confidenceLevel = 0.95 }: SimulatedPowerOptions,
): SimulatedPower {
  const where = "simulatedPower";
  requireProbability(where, "alpha", alpha);
  requireWhole(where, "nSimulations", nSimulations, 1);
  let rejected = 0;
  for (let i = 0; i < nSimulations; i++) {
    const pvalue = experiment(rng);
    if (!(pvalue >= 0 && pvalue <= 1)) {
      throw new RangeError(`${where}: experiment ${i} returned ${pvalue}, a p-value from 0 to 1 is needed`);
    }
    if (pvalue <= alpha) rejected++;
  }
  const { low, high } = proportionInterval(rejected, nSimulations, {
    method: "clopper-pearson",
    confidenceLevel,
  });
  return { power: rejected / nSimulations, low, high };
}
