/**
 * Where further values of a normal population lie, given n of them with mean x̄ and deviation s.
 *
 *   prediction, the mean of m new values    x̄ ± t_{n−1} s √(1/n + 1/m)
 *   tolerance, at least a share P of all    x̄ ± k s  with confidence γ
 *     one-sided   k = t'_{n−1, δ}(γ)/√n,  δ = √n Φ⁻¹(P), the noncentral t
 *     two-sided   ∫ P(χ²_{n−1} ≥ (n − 1) r(z)²/k²) φ(z) dz = γ,  r(z) the root of Φ(z/√n + r) − Φ(z/√n − r) = P
 *
 * Wald and Wolfowitz 1946, https://doi.org/10.1214/aoms/1177730981; Krishnamoorthy and Mathew 2009, Statistical Tolerance Regions,
 * sections 2.2 and 2.3. The integral is by the trapezoidal rule over |z| ≤ 9, exponentially exact for such an integrand.
 */

import { ChiSquared } from "../distributions/continuous/chi-squared.ts";
import { Normal } from "../distributions/continuous/normal.ts";
import { StudentT } from "../distributions/continuous/student-t.ts";
import { NoncentralT } from "../distributions/noncentral/noncentral-t.ts";
import { findRoot, findRootAbove } from "../roots/find-root.ts";
import { symmetricInterval } from "../samples/alternative.ts";
import { mean, standardDeviation } from "../samples/moments.ts";
import { requireProbability, requireWhole, type Sample, sampleOf } from "../samples/sample.ts";
import { type IntervalOptions, tailOf } from "./interval-options.ts";
import type { EstimateWithInterval } from "./mean-interval.ts";

/** For the mean of m = `future` new values, 1 by default. */
export function predictionInterval(
  sample: Sample,
  options: IntervalOptions & { future?: number } = {},
): EstimateWithInterval {
  const { future = 1 } = options;
  tailOf("predictionInterval", options);
  requireWhole("predictionInterval", "future", future, 1);
  const x = sampleOf("predictionInterval", "sample", sample, 2);
  const t = new StudentT({ df: x.length - 1 });
  const error = standardDeviation(x) * Math.sqrt(1 / x.length + 1 / future);
  const estimate = mean(x);
  return { estimate, ...symmetricInterval(estimate, error, (p) => t.ppf(p), options) };
}

export interface ToleranceOptions extends IntervalOptions {
  /** P, the share of the population to be covered. Default 0.95. */
  coverage?: number;
}

export function toleranceInterval(
  sample: Sample,
  options: ToleranceOptions = {},
): EstimateWithInterval & { factor: number } {
  const { coverage = 0.95, confidenceLevel = 0.95, alternative = "two-sided" } = options;
  tailOf("toleranceInterval", options);
  const x = sampleOf("toleranceInterval", "sample", sample, 2);
  const sides = alternative === "two-sided" ? 2 : 1;
  const factor = toleranceFactor({ n: x.length, coverage, confidenceLevel, sides });
  const [estimate, std] = [mean(x), standardDeviation(x)];
  return {
    estimate,
    low: alternative === "less" ? -Infinity : estimate - factor * std,
    high: alternative === "greater" ? Infinity : estimate + factor * std,
    factor,
  };
}

export interface ToleranceDesign {
  n: number;
  coverage: number;
  confidenceLevel: number;
  sides: 1 | 2;
}

/** k. */
export function toleranceFactor({ n, coverage, confidenceLevel, sides }: ToleranceDesign): number {
  const where = "toleranceFactor";
  requireWhole(where, "n", n, 2);
  requireProbability(where, "coverage", coverage);
  requireProbability(where, "confidenceLevel", confidenceLevel);
  const normal = new Normal();
  if (sides === 1) {
    const nc = Math.sqrt(n) * normal.ppf(coverage);
    return new NoncentralT({ df: n - 1, nc }).ppf(confidenceLevel) / Math.sqrt(n);
  }
  const chi = new ChiSquared({ df: n - 1 });
  const step = 1 / 32;
  const nodes: { weight: number; r: number }[] = [];
  for (let z = 0; z <= 9; z += step) {
    const shift = z / Math.sqrt(n);
    const missed = (r: number) => normal.sf(r - shift) + normal.sf(r + shift) - (1 - coverage);
    nodes.push({
      weight: (z === 0 ? 1 : 2) * step * normal.pdf(z),
      r: findRootAbove(where, missed, [0, shift + 1]),
    });
  }
  const confidence = (k: number) =>
    nodes.reduce((total, { weight, r }) => total + weight * chi.sf((n - 1) * (r / k) ** 2), 0);
  let high = 2;
  while (confidence(high) < confidenceLevel) high *= 2;
  return findRoot(where, (k) => confidence(k) - confidenceLevel, [1e-3, high], { rtol: 1e-14 });
}
