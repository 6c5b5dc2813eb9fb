/**
 * Kendall's rank correlation: how many more pairs of points agree in their order than disagree.
 *
 *   τ_b = (P − Q)/√((n₀ − n₁)(n₀ − n₂)),   n₀ = n(n − 1)/2, n₁ pairs tied in x, n₂ in y, P concordant, Q discordant
 *   τ_c = 2 (P − Q)/(n² (m − 1)/m),        m the smaller number of distinct values
 *
 *   exact (no ties)   Q is the number of inversions of a random order:  c_n(q) = Σ_{j < n} c_{n−1}(q − j)
 *   asymptotic        z = (P − Q)/√Var,
 *     Var = [m₀ − x₁ − y₁]/18 + 2 n₁n₂/(n(n − 1)) + x₀y₀/(9n(n − 1)(n − 2)),   m₀ = n(n − 1)(2n + 5)
 *     x₁ = Σ t(t − 1)(2t + 5), x₀ = Σ t(t − 1)(t − 2) over ties in x, y alike
 *
 * Kendall 1938, https://doi.org/10.1093/biomet/30.1-2.81; Kendall 1970, Rank Correlation Methods; Knight 1966,
 * https://doi.org/10.1080/01621459.1966.10480879 (inversions by merge sort, O(n log n)).
 */

import { Normal } from "../../distributions/continuous/normal.ts";
import {
  type Alternative,
  type AlternativeOption,
  requireAlternative,
  symmetricPvalue,
} from "../../samples/alternative.ts";
import { ranksOf } from "../../samples/ranks.ts";
import { requireOneOf, type Sample } from "../../samples/sample.ts";
import { countPairs } from "./concordance.ts";
import { pairedSamples } from "./pearsonr.ts";

export interface KendalltauOptions extends AlternativeOption {
  /** "auto", the default, is exact without ties for n ≤ 33 or where at most one pair is out of order. */
  method?: "auto" | "exact" | "asymptotic";
  /** Default "b". */
  variant?: "b" | "c";
}

export interface KendalltauResult {
  /** τ. */
  statistic: number;
  pvalue: number;
  method: "exact" | "asymptotic";
}

export function kendalltau(x: Sample, y: Sample, options: KendalltauOptions = {}): KendalltauResult {
  const { alternative = "two-sided", method = "auto", variant = "b" } = options;
  const where = "kendalltau";
  requireAlternative(where, alternative);
  requireOneOf(where, "method", method, ["auto", "exact", "asymptotic"]);
  requireOneOf(where, "variant", variant, ["b", "c"]);
  const [a, b] = pairedSamples(where, x, y, 2);
  const n = a.length;
  const [tiesX, tiesY] = [ranksOf(a).ties, ranksOf(b).ties];
  if (tiesX.length === 1 || tiesY.length === 1) {
    throw new RangeError(
      `${where}: all values of ${tiesX.length === 1 ? "x" : "y"} are equal, values that differ are needed`,
    );
  }
  const { concordant, discordant } = countPairs(a, b);
  const pairs = (n * (n - 1)) / 2;
  const score = concordant - discordant;
  const distinct = Math.min(tiesX.length, tiesY.length);
  const statistic =
    variant === "b"
      ? score / Math.sqrt(pairs - pairsWithin(tiesX)) / Math.sqrt(pairs - pairsWithin(tiesY))
      : (2 * score) / ((n * n * (distinct - 1)) / distinct);
  const tied = tiesX.length < n || tiesY.length < n;
  if (method === "exact" && tied) {
    throw new RangeError(
      `${where}: the exact method with ties, values that all differ are needed; use permutationTest`,
    );
  }
  const few = n <= 33 || Math.min(discordant, pairs - discordant) <= 1;
  const exact = method === "exact" || (method === "auto" && !tied && few);
  const pvalue = exact
    ? exactPvalue(discordant, n, alternative)
    : symmetricPvalue(new Normal(), score / Math.sqrt(scoreVariance(n, tiesX, tiesY)), alternative);
  return { statistic, pvalue, method: exact ? "exact" : "asymptotic" };
}

function pairsWithin(ties: readonly number[]): number {
  return ties.reduce((total, t) => total + (t * (t - 1)) / 2, 0);
}

function scoreVariance(n: number, tiesX: readonly number[], tiesY: readonly number[]): number {
  const over = (ties: readonly number[], term: (t: number) => number) =>
    ties.reduce((sum, t) => sum + term(t), 0);
  const triple = (t: number) => t * (t - 1) * (t - 2);
  const weighted = (t: number) => t * (t - 1) * (2 * t + 5);
  const m = n * (n - 1);
  let variance = (m * (2 * n + 5) - over(tiesX, weighted) - over(tiesY, weighted)) / 18;
  variance += (2 * pairsWithin(tiesX) * pairsWithin(tiesY)) / m;
  if (n > 2) variance += (over(tiesX, triple) * over(tiesY, triple)) / (9 * m * (n - 2));
  return variance;
}

/** Few inversions speak for a positive τ. The order reversed has n₀ − Q of them, with the same distribution. */
function exactPvalue(discordant: number, n: number, alternative: Alternative): number {
  const pairs = (n * (n - 1)) / 2;
  const q = Math.min(discordant, pairs - discordant);
  const p = inversionDistribution(n, q + 1);
  const below = p.subarray(0, q).reduce((a, b) => a + b, 0);
  const [small, large] = [below + p[q]!, 1 - below];
  if (alternative === "two-sided") return Math.min(1, 2 * small);
  return (alternative === "greater") === (q === discordant) ? small : large;
}

/** P(Q = q), q = 0 … count − 1, of the number of inversions of a random order of n values. */
export function inversionDistribution(n: number, count: number): Float64Array {
  let p = new Float64Array(count);
  p[0] = 1;
  for (let k = 2; k <= n; k++) {
    // The k-th value stands before 0, 1, … or k − 1 smaller ones, each with probability 1/k.
    const next = new Float64Array(count);
    for (let q = 0; q < count; q++) {
      let total = 0;
      for (let j = 0; j < k && j <= q; j++) total += p[q - j]!;
      next[q] = total / k;
    }
    p = next;
  }
  return p;
}
