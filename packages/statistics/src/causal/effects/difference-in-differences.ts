import type { Rows } from "../../dense/dense.ts";
import { checkVector, type Effect, effectOf } from "./effect.ts";
import { designOf, leastSquares } from "./least-squares.ts";

export interface DifferenceInDifferencesOptions {
  /** Y, [n]. */
  outcome: ArrayLike<number>;
  /** 1 for units of the group that is treated later, [n]. */
  group: ArrayLike<number>;
  /** 1 for observations after the treatment, [n]. */
  period: ArrayLike<number>;
  covariates?: Rows;
  /** Numbers of units (or of what else may move together), [n]: the errors then allow for dependence within each. */
  clusters?: ArrayLike<number>;
}

/**
 * Difference in differences: the treated group's change, less the other group's.
 *
 *   Y = α + β G + γ P + τ G P + δᵀX;   without X, τ = (ȳ_11 − ȳ_10) − (ȳ_01 − ȳ_00)
 *
 * The effect on the treated, if both groups would have moved in parallel. Ashenfelter and Card 1985,
 * https://doi.org/10.2307/1924810. Standard errors HC2 (those of four separate means), or by clusters: Bertrand, Duflo and
 * Mullainathan 2004, https://doi.org/10.1162/003355304772839588.
 */
export function differenceInDifferences(options: DifferenceInDifferencesOptions): Effect {
  const where = "differenceInDifferences";
  const n = options.outcome.length;
  const y = checkVector(where, "outcome", options.outcome, n);
  const group = checkVector(where, "group", options.group, n);
  const period = checkVector(where, "period", options.period, n);
  const cells = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    if ((group[i] !== 0 && group[i] !== 1) || (period[i] !== 0 && period[i] !== 1)) {
      throw new RangeError(
        `${where}: row ${i} has group ${group[i]} and period ${period[i]}, 0 or 1 is needed`,
      );
    }
    cells[2 * group[i]! + period[i]!]!++;
  }
  if (cells.some((count) => count < 2)) {
    throw new RangeError(
      `${where}: cells of [${cells.join(", ")}] rows (group, period 00, 01, 10, 11), two of each at least are needed`,
    );
  }
  const both = group.map((value, i) => value * period[i]!);
  const design = designOf(where, n, [both, group, period], options.covariates);
  const fit = leastSquares(where, design, y);
  const covariance = options.clusters
    ? fit.clusteredCovariance(checkVector(where, "clusters", options.clusters, n))
    : fit.covariance("HC2");
  return effectOf(fit.coefficients[1]!, Math.sqrt(covariance.data[design.columns + 1]!));
}
