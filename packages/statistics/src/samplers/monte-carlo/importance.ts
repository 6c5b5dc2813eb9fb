import type { Philox } from "@blankfile/tensor";
import { paretoSmoothLogWeights } from "../../diagnostics/pareto-smoothing.ts";
import { logsumexp } from "../../special/logs/logsumexp.ts";

export interface ImportanceOptions {
  /** ln p(x) up to a constant. */
  logDensity: (x: Float64Array) => number;
  /** A draw from q, [D]. */
  propose: (rng: Philox) => Float64Array;
  /** ln q(x), normalised if `logEvidence` is to be read. */
  logProposal: (x: Float64Array) => number;
  /** Number of draws. */
  n: number;
  rng: Philox;
  /** Replace the largest weights by Pareto-smoothed ones; default false. */
  smooth?: boolean;
}

export interface ImportanceDraws {
  /** [n][D], from q. */
  values: Float64Array[];
  /** w_i ≥ 0 with Σ w = 1. */
  weights: Float64Array;
  /** ln of the mean of p / q: estimates ln ∫ p when q is normalised. */
  logEvidence: number;
  /** 1 / Σ w², between 1 and n (Kong 1992). */
  effectiveSampleSize: number;
  /** Shape k̂ of the weights' tail: below 0.7 the weights can be relied on; Infinity when the tail is too short to tell. */
  paretoK: number;
  /** Σ w_i f(x_i), the self-normalised estimate of E_p f; error of order 1/n in bias. */
  expectation: (f: (x: Float64Array) => number) => { mean: number; standardError: number };
}

/**
 * Self-normalised importance sampling.
 *
 *   x_i ~ q,   w_i = p(x_i)/q(x_i) / Σ_j p(x_j)/q(x_j),   E_p f ≈ Σ w_i f(x_i)
 *   standard error² = Σ w_i² (f(x_i) − Σ w f)²
 *
 * Owen 2013, Monte Carlo theory, methods and examples, section 9.2, https://artowen.su.domains/mc/. The k̂ of the weights
 * and their smoothing: Vehtari et al. 2024, https://arxiv.org/abs/1507.02646.
 */
export function importanceSample(options: ImportanceOptions): ImportanceDraws {
  const { logDensity, propose, logProposal, n, rng, smooth = false } = options;
  if (!(Number.isInteger(n) && n > 0)) {
    throw new RangeError(`importanceSample: n ${n}, a whole number from 1 on is needed`);
  }
  const values: Float64Array[] = [];
  const logRatios = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const x = Float64Array.from(propose(rng));
    const logRatio = logDensity(x) - logProposal(x);
    if (!(logRatio < Number.POSITIVE_INFINITY)) {
      throw new RangeError(
        `importanceSample: ln p − ln q at [${x.join(", ")}] is ${logRatio}, finite or -Infinity is needed`,
      );
    }
    values.push(x);
    logRatios[i] = logRatio;
  }
  const logEvidence = logsumexp(logRatios) - Math.log(n);
  if (logEvidence === Number.NEGATIVE_INFINITY) {
    throw new RangeError(
      `importanceSample: all ${n} draws have density 0, a proposal that reaches p is needed`,
    );
  }
  const smoothed = paretoSmoothLogWeights(logRatios);
  const weights = smooth
    ? smoothed.logWeights.map((value) => Math.exp(value))
    : logRatios.map((value) => Math.exp(value - logEvidence) / n);
  return {
    values,
    weights,
    logEvidence,
    effectiveSampleSize: 1 / weights.reduce((sum, w) => sum + w * w, 0),
    paretoK: smoothed.paretoK,
    expectation: (f) => weightedMean(values.map(f), weights),
  };
}

function weightedMean(f: readonly number[], weights: Float64Array) {
  let mean = 0;
  for (let i = 0; i < f.length; i++) mean += weights[i]! * f[i]!;
  let variance = 0;
  for (let i = 0; i < f.length; i++) variance += (weights[i]! * (f[i]! - mean)) ** 2;
  return { mean, standardError: Math.sqrt(variance) };
}
