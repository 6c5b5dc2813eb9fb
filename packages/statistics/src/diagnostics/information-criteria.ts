import { logsumexp } from "../special/logs/logsumexp.ts";
import { meanOf, varianceOf } from "./chains.ts";
import { paretoSmoothLogWeights } from "./pareto-smoothing.ts";

export interface PredictiveDensity {
  /** Expected log pointwise predictive density for new data; larger is better. */
  elpd: number;
  /** √(n Var elpd_i). */
  se: number;
  /** The effective number of parameters. */
  p: number;
  /** [n], summing to elpd. */
  pointwise: Float64Array;
  /** What to doubt, in words. */
  warnings: string[];
}

export interface LeaveOneOut extends PredictiveDensity {
  /** k̂ of each observation's weights, [n]. */
  paretoK: Float64Array;
  /** Below this the estimate of an observation can be relied on: min(1 − 1/log₁₀ S, 0.7). */
  goodK: number;
}

/**
 * The widely applicable information criterion on the elpd scale.
 *
 *   elpd_i = ln mean_s p(y_i | θ_s) − Var_s ln p(y_i | θ_s);   p = Σ_i Var_s
 *
 * Watanabe 2010, https://www.jmlr.org/papers/v11/watanabe10a.html; Vehtari, Gelman and Gabry 2017,
 * https://arxiv.org/abs/1507.04544, section 2.3. The variance divides by S, as in ArviZ. `logLikelihood`: an array of n
 * numbers per draw, [S][n].
 */
export function waic(logLikelihood: readonly ArrayLike<number>[]): PredictiveDensity {
  const columns = pointsOf("waic", logLikelihood);
  const variances = Float64Array.from(columns, (column) => varianceOf(column, 0));
  const pointwise = Float64Array.from(
    columns,
    (column, i) => logsumexp(column) - Math.log(column.length) - variances[i]!,
  );
  const high = variances.filter((value) => value > 0.4).length;
  const warnings = high
    ? [`waic: ${high} observations have a variance of ln p above 0.4, at most 0.4 is needed; use loo`]
    : [];
  const p = variances.reduce((sum, value) => sum + value, 0);
  return { ...totals(pointwise), p, pointwise, warnings };
}

/**
 * Leave-one-out cross-validation from one posterior, by Pareto-smoothed importance sampling.
 *
 *   w_is ∝ 1 / p(y_i | θ_s), smoothed (`paretoSmoothLogWeights`);   elpd_i = ln Σ_s w_is p(y_i | θ_s)
 *   p = Σ_i ln mean_s p(y_i | θ_s) − elpd
 *
 * Vehtari, Gelman and Gabry 2017, https://arxiv.org/abs/1507.04544. `reff`: effective draws over draws (the mean of `ess(…,
 * "mean") / S` over parameters), default 1. `logLikelihood`: [S][n].
 */
export function loo(logLikelihood: readonly ArrayLike<number>[], { reff = 1 } = {}): LeaveOneOut {
  const columns = pointsOf("loo", logLikelihood);
  const S = logLikelihood.length;
  const goodK = Math.min(1 - 1 / Math.log10(S), 0.7);
  const [pointwise, paretoK] = [new Float64Array(columns.length), new Float64Array(columns.length)];
  let lppd = 0;
  columns.forEach((column, i) => {
    const smoothed = paretoSmoothLogWeights(
      column.map((value) => -value),
      reff,
    );
    pointwise[i] = logsumexp(column.map((value, s) => value + smoothed.logWeights[s]!));
    paretoK[i] = smoothed.paretoK;
    lppd += logsumexp(column) - Math.log(S);
  });
  const bad = paretoK.filter((k) => k > goodK).length;
  const warnings = bad
    ? [
        `loo: ${bad} observations have k̂ above ${goodK.toFixed(2)}; refit without them, or use a model with heavier tails`,
      ]
    : [];
  const total = totals(pointwise);
  return { ...total, p: lppd - total.elpd, pointwise, warnings, paretoK, goodK };
}

function totals(pointwise: Float64Array) {
  return {
    elpd: meanOf(pointwise) * pointwise.length,
    se: Math.sqrt(pointwise.length * varianceOf(pointwise, 0)),
  };
}

/** [S][n] as n columns. */
function pointsOf(where: string, logLikelihood: readonly ArrayLike<number>[]): Float64Array[] {
  const S = logLikelihood.length;
  const n = logLikelihood[0]?.length ?? 0;
  if (S < 2 || n < 1) {
    throw new RangeError(
      `${where}: log-likelihoods [${S}][${n}], at least two draws of one observation are needed`,
    );
  }
  logLikelihood.forEach((row, s) => {
    if (row.length !== n) {
      throw new RangeError(`${where}: draw ${s} has ${row.length} numbers, ${n} as in draw 0 are needed`);
    }
    for (let i = 0; i < n; i++) {
      if (Number.isFinite(row[i])) continue;
      throw new RangeError(`${where}: draw ${s}, observation ${i} is ${row[i]}, finite numbers are needed`);
    }
  });
  return Array.from({ length: n }, (_, i) => Float64Array.from(logLikelihood, (row) => row[i]!));
}
