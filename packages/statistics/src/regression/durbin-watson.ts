/**
 * Correlation of neighbouring residuals:
 *
 *   d = Σ (e_t − e_{t−1})²/Σ e_t²,  about 2 (1 − ρ): 2 without correlation, 0 with ρ = 1, 4 with ρ = −1
 *
 * Durbin and Watson 1950, https://doi.org/10.1093/biomet/37.3-4.409.
 */

import { type Sample, sampleOf } from "../samples/sample.ts";

export function durbinWatson(residuals: Sample): number {
  const e = sampleOf("durbinWatson", "residuals", residuals, 2);
  let [steps, total] = [0, 0];
  e.forEach((value, t) => {
    if (t > 0) steps += (value - e[t - 1]!) ** 2;
    total += value * value;
  });
  if (total === 0) throw new RangeError("durbinWatson: all residuals are 0, others are needed");
  return steps / total;
}
