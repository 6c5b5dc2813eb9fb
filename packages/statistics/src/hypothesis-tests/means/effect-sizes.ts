/**
 * Sizes of differences between means, free of the unit.
 *
 *   Cohen's d    one sample: (x̄ − μ₀)/s;   two: (x̄ − ȳ)/s_p,   s_p² = (Σ(x − x̄)² + Σ(y − ȳ)²)/(n₁ + n₂ − 2)
 *   Hedges' g    d · J(m),   J(m) = Γ(m/2)/(√(m/2) Γ((m − 1)/2)),  m degrees of freedom: free of bias for normal data
 *   η²           between-group share of the sum of squares;   ω² and ε² the same less its bias
 *
 * Cohen 1988, Statistical Power Analysis; Hedges 1981, https://doi.org/10.3102/10769986006002107.
 */

import { mean, standardDeviation, sumOfSquares } from "../../samples/moments.ts";
import { requireFinite, type Sample, sampleOf, samplesOf } from "../../samples/sample.ts";
import { lgamma } from "../../special/gamma/lgamma.ts";

/** Of two independent samples; of one against a mean where y is a number. */
export function cohensD(x: Sample, y: Sample | number): number {
  return difference("cohensD", x, y).d;
}

export function hedgesG(x: Sample, y: Sample | number): number {
  const { d, df } = difference("hedgesG", x, y);
  if (df < 2) throw new RangeError(`hedgesG: ${df} degree of freedom, at least 2 are needed`);
  return d * Math.exp(lgamma(df / 2) - lgamma((df - 1) / 2)) * Math.sqrt(2 / df);
}

function difference(where: string, x: Sample, y: Sample | number): { d: number; df: number } {
  const a = sampleOf(where, "x", x, 2);
  if (typeof y === "number") {
    requireFinite(where, "y", y);
    return { d: (mean(a) - y) / requireSpread(where, standardDeviation(a)), df: a.length - 1 };
  }
  const b = sampleOf(where, "y", y, 2);
  const df = a.length + b.length - 2;
  const pooled = Math.sqrt((sumOfSquares(a) + sumOfSquares(b)) / df);
  return { d: (mean(a) - mean(b)) / requireSpread(where, pooled), df };
}

function requireSpread(where: string, std: number): number {
  if (std > 0) return std;
  throw new RangeError(`${where}: all values equal (standard deviation 0), values that differ are needed`);
}

export interface VarianceShares {
  etaSquared: number;
  omegaSquared: number;
  epsilonSquared: number;
}

/** How much of the variance lies between the groups. */
export function varianceShares(...samples: readonly Sample[]): VarianceShares {
  const groups = samplesOf("varianceShares", samples, { groups: 2 });
  const { between, within, dfBetween, dfWithin } = sumsOfSquares(groups);
  const total = between + within;
  if (!(total > 0 && dfWithin > 0)) {
    throw new RangeError(
      "varianceShares: all values equal or one value in each group, values that differ within a group are needed",
    );
  }
  const noise = within / dfWithin;
  return {
    etaSquared: between / total,
    omegaSquared: (between - dfBetween * noise) / (total + noise),
    epsilonSquared: (between - dfBetween * noise) / total,
  };
}

/** Σ n_j (x̄_j − x̄)² and Σ_j Σ_i (x_ij − x̄_j)², with their degrees of freedom. */
export function sumsOfSquares(groups: readonly Float64Array[]) {
  const n = groups.reduce((total, group) => total + group.length, 0);
  const means = groups.map(mean);
  const grand = groups.reduce((total, group, j) => total + group.length * means[j]!, 0) / n;
  let [between, within] = [0, 0];
  groups.forEach((group, j) => {
    between += group.length * (means[j]! - grand) ** 2;
    within += sumOfSquares(group, means[j]);
  });
  return { between, within, dfBetween: groups.length - 1, dfWithin: n - groups.length };
}
