/**
 * Wilcoxon's signed rank test: are the differences d symmetric about 0?
 *
 *   r_i the rank of |d_i|,   W⁺ = Σ_{d_i > 0} r_i,   W⁻ = Σ_{d_i < 0} r_i
 *   E W⁺ = n(n + 1)/4,   Var W⁺ = (n(n + 1)(2n + 1) − ½ Σ(t³ − t)) / 24
 *
 * Differences of 0 are dropped ("wilcox"), ranked and then left out of both sums ("pratt"), or ranked and counted half on each
 * side ("zsplit"). The exact distribution gives each rank a random sign, conditional on ties; SciPy's exact method knows no
 * ties, and its "auto" falls back to the asymptotic one for n > 13 with ties or zeros.
 * The effect size is the matched-pairs rank-biserial correlation (W⁺ − W⁻)/(W⁺ + W⁻).
 *
 * Wilcoxon 1945, https://doi.org/10.2307/3001968; Pratt 1959, https://doi.org/10.1080/01621459.1959.10501526;
 * Cureton 1967, https://doi.org/10.1080/01621459.1967.10500917 (variance with zeros).
 */

import { Normal } from "../../distributions/continuous/normal.ts";
import { type Alternative, type AlternativeOption, requireAlternative } from "../../samples/alternative.ts";
import { ranksOf, tieTerm } from "../../samples/ranks.ts";
import { requireEqualLengths, requireOneOf, type Sample, sampleOf } from "../../samples/sample.ts";
import { rankSumTails, signedRankDistribution } from "./rank-sum-distribution.ts";

export interface WilcoxonOptions extends AlternativeOption {
  /** Default "wilcox". */
  zeroMethod?: "wilcox" | "pratt" | "zsplit";
  /** "auto", the default, is exact up to 50 differences. */
  method?: "auto" | "exact" | "asymptotic";
  /** The continuity correction ½ of the asymptotic method. Default false. */
  correction?: boolean;
}

export interface WilcoxonResult {
  /** min(W⁺, W⁻) for the two-sided alternative, W⁺ otherwise. */
  statistic: number;
  pvalue: number;
  rankBiserial: number;
  method: "exact" | "asymptotic";
}

/** Of the differences x − y, or of x itself where y is null. */
export function wilcoxon(x: Sample, y: Sample | null = null, options: WilcoxonOptions = {}): WilcoxonResult {
  const { alternative = "two-sided", zeroMethod = "wilcox", method = "auto", correction = false } = options;
  const where = "wilcoxon";
  requireAlternative(where, alternative);
  requireOneOf(where, "zeroMethod", zeroMethod, ["wilcox", "pratt", "zsplit"]);
  requireOneOf(where, "method", method, ["auto", "exact", "asymptotic"]);
  const all = differences(where, x, y);
  const d = zeroMethod === "wilcox" ? all.filter((value) => value !== 0) : all;
  const sums = rankSums(d, zeroMethod);
  if (sums.plus + sums.minus === 0 || d.every((value) => value === 0)) {
    throw new RangeError(`${where}: all differences are 0, at least one other is needed`);
  }
  const exact = method === "exact" || (method === "auto" && all.length <= 50);
  const pvalue = exact
    ? exactPvalue(sums, alternative)
    : asymptoticPvalue(d, { plus: sums.plus, zeroMethod, correction }, alternative);
  return {
    statistic: alternative === "two-sided" ? Math.min(sums.plus, sums.minus) : sums.plus,
    pvalue,
    rankBiserial: (sums.plus - sums.minus) / (sums.plus + sums.minus),
    method: exact ? "exact" : "asymptotic",
  };
}

function differences(where: string, x: Sample, y: Sample | null): Float64Array {
  const d = sampleOf(where, "x", x);
  if (y === null) return d;
  const subtracted = sampleOf(where, "y", y);
  requireEqualLengths(where, ["x", "y"], [d.length, subtracted.length]);
  return d.map((value, i) => value - subtracted[i]!);
}

interface RankSums {
  plus: number;
  minus: number;
  /** Ranks of the differences that are not 0: those that a sign can move. */
  moving: Float64Array;
  /** What zeros add to W⁺ whatever the signs. */
  fixed: number;
}

function rankSums(d: Float64Array, zeroMethod: string): RankSums {
  const { ranks } = ranksOf(d.map(Math.abs));
  let [plus, minus, zero] = [0, 0, 0];
  d.forEach((value, i) => {
    if (value > 0) plus += ranks[i]!;
    else if (value < 0) minus += ranks[i]!;
    else zero += ranks[i]!;
  });
  const fixed = zeroMethod === "zsplit" ? zero / 2 : 0;
  return { plus: plus + fixed, minus: minus + fixed, moving: ranks.filter((_, i) => d[i] !== 0), fixed };
}

function exactPvalue({ plus, moving, fixed }: RankSums, alternative: Alternative): number {
  const { atMost, atLeast } = rankSumTails(signedRankDistribution(moving), plus - fixed);
  if (alternative === "less") return atMost;
  if (alternative === "greater") return atLeast;
  return Math.min(1, 2 * Math.min(atMost, atLeast));
}

interface Asymptotic {
  plus: number;
  zeroMethod: string;
  correction: boolean;
}

function asymptoticPvalue(
  d: Float64Array,
  { plus, zeroMethod, correction }: Asymptotic,
  alternative: Alternative,
) {
  const n = d.length;
  const zeros = zeroMethod === "pratt" ? d.reduce((count, value) => count + (value === 0 ? 1 : 0), 0) : 0;
  const { ties } = ranksOf(d.map(Math.abs));
  // Under Pratt's method the group of zeros is no tie among the ranks that count.
  const tied = tieTerm(zeros > 0 ? ties.slice(1) : ties);
  const expected = (n * (n + 1) - zeros * (zeros + 1)) / 4;
  const squares = n * (n + 1) * (2 * n + 1) - zeros * (zeros + 1) * (2 * zeros + 1);
  const deviation = Math.sqrt((squares - tied / 2) / 24);
  const centred = plus - expected;
  const side = alternative === "less" ? -centred : alternative === "greater" ? centred : Math.abs(centred);
  const half = correction && !(alternative === "two-sided" && side === 0) ? 0.5 : 0;
  const tail = new Normal().sf((side - half) / deviation);
  return alternative === "two-sided" ? Math.min(1, 2 * tail) : tail;
}
