/**
 * Levene's test: do k groups have one variance? An analysis of variance of the distances from the centre of each group.
 *
 *   z_ij = |x_ij − c_j|,   W = [Σ n_j (z̄_j − z̄)²/(k − 1)] / [Σ_j Σ_i (z_ij − z̄_j)²/(N − k)],   F(k − 1, N − k)
 *
 * c_j the mean (Levene 1960), the median (Brown and Forsythe 1974, https://doi.org/10.1080/01621459.1974.10482955; better for
 * skewed data) or the mean of what is left when a share of the values is cut off at both ends.
 */

import { mean, median } from "../../samples/moments.ts";
import { requireOneOf, type Sample, samplesOf } from "../../samples/sample.ts";
import { type FOnewayResult, fOneway } from "../means/f-oneway.ts";

export interface LeveneOptions {
  /** Default "median", as in SciPy. */
  center?: "mean" | "median" | "trimmed";
  /** Cut off at each end for the centre "trimmed". Default 0.05. */
  proportiontocut?: number;
}

/** `statistic` is W. */
export function levene(samples: readonly Sample[], options: LeveneOptions = {}): FOnewayResult {
  const { center = "median", proportiontocut = 0.05 } = options;
  requireOneOf("levene", "center", center, ["mean", "median", "trimmed"]);
  if (!(proportiontocut >= 0 && proportiontocut < 0.5)) {
    throw new RangeError(
      `levene: proportiontocut ${proportiontocut}, a number from 0 to below 0.5 is needed`,
    );
  }
  const groups = samplesOf("levene", samples, { groups: 2, atLeast: 2 });
  const centres = { mean, median, trimmed: (group: Float64Array) => trimmedMean(group, proportiontocut) };
  const centre = centres[center];
  const deviations = groups.map((group) => {
    const c = centre(group);
    return group.map((value) => Math.abs(value - c));
  });
  // Two values lie equally far from their centre, but for rounding: that is no variance to divide by.
  if (groups.every((group, j) => equalDeviations(group, deviations[j]!))) {
    throw new RangeError(
      "levene: the values of each sample lie equally far from its centre, deviations that differ are needed",
    );
  }
  return fOneway(deviations);
}

function equalDeviations(group: Float64Array, deviations: Float64Array): boolean {
  const rounding = 2 ** -50 * group.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return deviations.every((value) => Math.abs(value - deviations[0]!) <= rounding);
}

function trimmedMean(group: Float64Array, share: number): number {
  const cut = Math.floor(share * group.length);
  return mean(
    group
      .slice()
      .sort()
      .subarray(cut, group.length - cut),
  );
}
