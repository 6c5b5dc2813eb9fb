/**
 * The exact binomial test: are k successes in n trials what a success probability p gives?
 *
 *   less P(X ≤ k),   greater P(X ≥ k),   two-sided Σ of all P(X = i) ≤ P(X = k)
 *   P(X ≥ k) = I_p(k, n − k + 1), the regularised incomplete beta function
 *
 * Clopper and Pearson 1934, https://doi.org/10.1093/biomet/26.4.404 (interval).
 */

import { proportionInterval } from "../../intervals/proportion-interval.ts";
import { firstWhere } from "../../roots/first-where.ts";
import {
  type AlternativeOption,
  type ConfidenceInterval,
  requireAlternative,
} from "../../samples/alternative.ts";
import { requireWhole, show } from "../../samples/sample.ts";
import { betainc, betaincc } from "../../special/beta/betainc.ts";
import { logBinomial } from "../../special/gamma/factorial.ts";
import { xlog1py, xlogy } from "../../special/logs/xlogy.ts";

export interface BinomtestOptions extends AlternativeOption {
  /** The success probability claimed. Default 0.5. */
  p?: number;
  /** Default 0.95. */
  confidenceLevel?: number;
}

export interface BinomtestResult {
  /** k/n. */
  statistic: number;
  pvalue: number;
  /** Clopper and Pearson's, for the success probability. */
  confidenceInterval: ConfidenceInterval;
}

export function binomtest(k: number, n: number, options: BinomtestOptions = {}): BinomtestResult {
  const { p = 0.5, alternative = "two-sided", confidenceLevel = 0.95 } = options;
  const where = "binomtest";
  requireAlternative(where, alternative);
  requireSuccesses(where, k, n);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${where}: p ${show(p)}, a number from 0 to 1 is needed`);
  const { atMost, atLeast } = binomialTails(k, n, p);
  const pvalue = alternative === "less" ? atMost : alternative === "greater" ? atLeast : twoSided(k, n, p);
  return {
    statistic: k / n,
    pvalue,
    confidenceInterval: proportionInterval(k, n, { method: "clopper-pearson", alternative, confidenceLevel }),
  };
}

export function requireSuccesses(where: string, k: number, n: number): void {
  requireWhole(where, "n", n, 1);
  requireWhole(where, "k", k);
  if (k > n) throw new RangeError(`${where}: ${k} successes of ${n} trials, at most n successes are needed`);
}

/** P(X ≤ k) and P(X ≥ k). */
export function binomialTails(k: number, n: number, p: number): { atMost: number; atLeast: number } {
  return {
    atMost: k >= n ? 1 : k < 0 ? 0 : betaincc(k + 1, n - k, p),
    atLeast: k <= 0 ? 1 : k > n ? 0 : betainc(k, n - k + 1, p),
  };
}

function logPmf(k: number, n: number, p: number): number {
  return logBinomial(n, k) + xlogy(k, p) + xlog1py(n - k, -p);
}

/** From the mean outwards, probabilities fall: the far tail starts at the first one not above P(X = k). */
function twoSided(k: number, n: number, p: number): number {
  const mean = n * p;
  if (k === mean) return 1;
  // Probabilities equal on paper may differ by rounding.
  const limit = logPmf(k, n, p) + 1e-7;
  const rare = (i: number) => logPmf(i, n, p) <= limit;
  if (k < mean) {
    const from = firstWhere(rare, Math.ceil(mean), n);
    return Math.min(1, binomialTails(k, n, p).atMost + binomialTails(from, n, p).atLeast);
  }
  const to = n - firstWhere((i) => rare(n - i), Math.ceil(n - mean), n);
  return Math.min(1, binomialTails(k, n, p).atLeast + binomialTails(to, n, p).atMost);
}
