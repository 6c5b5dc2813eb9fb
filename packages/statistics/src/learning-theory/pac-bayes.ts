/**
 * PAC-Bayes: bounds for the mean risk of a random classifier drawn from a posterior Q, against a prior P fixed before the data.
 * With r̂ the mean training loss in [0, 1] and KL = D(Q ‖ P), with probability at least 1 − δ, for all Q at once:
 *
 *   McAllester      r ≤ r̂ + √((KL + log(2√n/δ))/(2n))
 *   Maurer, Seeger  kl(r̂ ‖ r) ≤ (KL + log(2√n/δ))/n, turned round by bisection
 *   Catoni          r ≤ (1 − exp(−C r̂ − (KL + log(1/δ))/n))/(1 − e^{−C}), C > 0 fixed before the data
 *
 * The first two need n ≥ 8 (Maurer). Seeger's is never weaker than McAllester's (Pinsker: kl ≥ 2(r − r̂)²).
 * McAllester 1999, https://doi.org/10.1145/307400.307435; Seeger 2002; Maurer 2004, theorem 5, https://arxiv.org/abs/cs/0411099;
 * Catoni 2007, theorem 1.2.6, https://arxiv.org/abs/0712.0248.
 */

import { klInverseAbove } from "../concentration/bernoulli-kl.ts";
import {
  requirePositive,
  requireProbability,
  requireWhole,
  type Sample,
  sampleOf,
} from "../samples/sample.ts";

export interface PacBayesOptions {
  /** r̂, from 0 to 1. */
  empiricalRisk: number;
  /** D(Q ‖ P), in nats. */
  kl: number;
  n: number;
  delta: number;
}

export function mcAllesterBound(options: PacBayesOptions): number {
  return options.empiricalRisk + Math.sqrt(complexity("mcAllesterBound", options) / 2);
}

export function seegerBound(options: PacBayesOptions): number {
  return klInverseAbove(options.empiricalRisk, complexity("seegerBound", options));
}

export function catoniBound({ c, ...options }: PacBayesOptions & { c: number }): number {
  requireOptions("catoniBound", options);
  requirePositive("catoniBound", "c", c);
  const { empiricalRisk, kl, n, delta } = options;
  return Math.expm1(-c * empiricalRisk - (kl - Math.log(delta)) / n) / Math.expm1(-c);
}

/** (KL + log(2√n/δ))/n. */
function complexity(where: string, options: PacBayesOptions): number {
  requireOptions(where, options);
  const { kl, n, delta } = options;
  requireWhole(where, "n", n, 8);
  return (kl + Math.log((2 * Math.sqrt(n)) / delta)) / n;
}

function requireOptions(where: string, { empiricalRisk, kl, n, delta }: PacBayesOptions): void {
  requireWhole(where, "n", n, 1);
  requireProbability(where, "delta", delta);
  if (!(empiricalRisk >= 0 && empiricalRisk <= 1)) {
    throw new RangeError(`${where}: empiricalRisk ${empiricalRisk}, a number from 0 to 1 is needed`);
  }
  if (!(kl >= 0)) throw new RangeError(`${where}: kl ${kl}, a number from 0 on is needed`);
}

/**
 * D(Q ‖ P) of two normal distributions with independent coordinates:
 *   Σ log(σ_P/σ_Q) + (σ_Q² + (μ_Q − μ_P)²)/(2σ_P²) − ½
 */
export function gaussianKl(q: { mean: Sample; std: Sample }, p: { mean: Sample; std: Sample }): number {
  const [mq, sq, mp, sp] = [q.mean, q.std, p.mean, p.std].map((values, i) =>
    sampleOf("gaussianKl", ["mean of q", "std of q", "mean of p", "std of p"][i]!, values),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  if (new Set([mq.length, sq.length, mp.length, sp.length]).size > 1) {
    throw new RangeError(
      `gaussianKl: ${mq.length}, ${sq.length}, ${mp.length} and ${sp.length} coordinates, equal numbers are needed`,
    );
  }
  let total = 0;
  for (let i = 0; i < mq.length; i++) {
    requirePositive("gaussianKl", `std of q[${i}]`, sq[i]!);
    requirePositive("gaussianKl", `std of p[${i}]`, sp[i]!);
    total += Math.log(sp[i]! / sq[i]!) + (sq[i]! ** 2 + (mq[i]! - mp[i]!) ** 2) / (2 * sp[i]! ** 2) - 0.5;
  }
  return total;
}
