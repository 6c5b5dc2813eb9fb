/**
 * The test of Mann and Whitney (Wilcoxon's rank sum test): do values of x tend to lie above those of y?
 *
 *   U₁ = R₁ − n₁(n₁ + 1)/2 = #{x_i > y_j} + ½ #{x_i = y_j},   U₂ = n₁n₂ − U₁
 *   E U = n₁n₂/2,   Var U = n₁n₂/12 · (N + 1 − Σ(t³ − t) / (N(N − 1))),   N = n₁ + n₂, t over groups of ties
 *
 * Asymptotic: z = (U − E U − ½)/√Var U with the continuity correction ½. Exact: over all assignments of the N ranks, conditional
 * on ties (SciPy's exact method leaves ties out of account). The effect size is the rank-biserial correlation
 * r = 2U₁/(n₁n₂) − 1 = P(X > Y) − P(X < Y).
 *
 * Mann and Whitney 1947, https://doi.org/10.1214/aoms/1177730491; Kerby 2014, https://doi.org/10.2466/11.IT.3.1 (effect size).
 */

import { Normal } from "../../distributions/continuous/normal.ts";
import { type Alternative, type AlternativeOption, requireAlternative } from "../../samples/alternative.ts";
import { ranksOf, tieTerm } from "../../samples/ranks.ts";
import { requireOneOf, type Sample, sampleOf } from "../../samples/sample.ts";
import { rankSumDistribution, rankSumTails } from "./rank-sum-distribution.ts";

export interface MannwhitneyuOptions extends AlternativeOption {
  /** "auto", the default, is exact where the smaller sample has at most 8 values and there are no ties. */
  method?: "auto" | "exact" | "asymptotic";
  /** The continuity correction of the asymptotic method. Default true. */
  useContinuity?: boolean;
}

export interface MannwhitneyuResult {
  /** U₁. */
  statistic: number;
  pvalue: number;
  /** From −1 (all x below all y) to 1. */
  rankBiserial: number;
  method: "exact" | "asymptotic";
}

export function mannwhitneyu(x: Sample, y: Sample, options: MannwhitneyuOptions = {}): MannwhitneyuResult {
  const { alternative = "two-sided", method = "auto", useContinuity = true } = options;
  const where = "mannwhitneyu";
  requireAlternative(where, alternative);
  requireOneOf(where, "method", method, ["auto", "exact", "asymptotic"]);
  const [a, b] = [sampleOf(where, "x", x), sampleOf(where, "y", y)];
  const [n1, n2] = [a.length, b.length];
  const pooled = new Float64Array(n1 + n2);
  pooled.set(a);
  pooled.set(b, n1);
  const { ranks, ties } = ranksOf(pooled);
  const smallest = (n1 * (n1 + 1)) / 2;
  const u1 = ranks.subarray(0, n1).reduce((total, r) => total + r, 0) - smallest;
  const exact = method === "exact" || (method === "auto" && Math.min(n1, n2) <= 8 && ties.length === n1 + n2);
  const pvalue = exact
    ? exactPvalue(ranks, [n1, u1 + smallest], alternative)
    : asymptoticPvalue(u1, { n1, n2, ties: tieTerm(ties), continuity: useContinuity ? 0.5 : 0 }, alternative);
  return {
    statistic: u1,
    pvalue,
    rankBiserial: (2 * u1) / (n1 * n2) - 1,
    method: exact ? "exact" : "asymptotic",
  };
}

function exactPvalue(
  ranks: Float64Array,
  [n, r]: readonly [number, number],
  alternative: Alternative,
): number {
  const { atMost, atLeast } = rankSumTails(rankSumDistribution(ranks, n), r);
  if (alternative === "less") return atMost;
  if (alternative === "greater") return atLeast;
  return Math.min(1, 2 * Math.min(atMost, atLeast));
}

interface Sizes {
  n1: number;
  n2: number;
  ties: number;
  continuity: number;
}

function asymptoticPvalue(u1: number, { n1, n2, ties, continuity }: Sizes, alternative: Alternative): number {
  const total = n1 + n2;
  const deviation = Math.sqrt(((n1 * n2) / 12) * (total + 1 - ties / (total * (total - 1))));
  // All values equal: U is its mean with certainty.
  if (deviation === 0) return 1;
  const centred = u1 - (n1 * n2) / 2;
  const side = alternative === "less" ? -centred : alternative === "greater" ? centred : Math.abs(centred);
  const tail = new Normal().sf((side - continuity) / deviation);
  return alternative === "two-sided" ? Math.min(1, 2 * tail) : tail;
}
