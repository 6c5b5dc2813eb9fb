/**
 * The test of Kruskal and Wallis: do k independent samples come from one distribution?
 *
 *   H = [12/(N(N + 1)) · Σ R_j²/n_j − 3(N + 1)] / [1 − Σ(t³ − t)/(N³ − N)],   R_j the rank sum of sample j
 *
 * asymptotically χ² with k − 1 degrees of freedom. The effect size is ε² = H/(N − 1), from 0 to 1.
 * Kruskal and Wallis 1952, https://doi.org/10.1080/01621459.1952.10483441; Tomczak and Tomczak 2014 (ε²).
 */

import { ChiSquared } from "../../distributions/continuous/chi-squared.ts";
import { ranksOf, tieTerm } from "../../samples/ranks.ts";
import { type Sample, samplesOf } from "../../samples/sample.ts";

export interface KruskalResult {
  /** H. */
  statistic: number;
  pvalue: number;
  df: number;
  epsilonSquared: number;
}

export function kruskal(...samples: readonly Sample[]): KruskalResult {
  const groups = samplesOf("kruskal", samples, { groups: 2 });
  const n = groups.reduce((total, group) => total + group.length, 0);
  const { ranks, ties } = ranksOf(groups.flatMap((group) => Array.from(group)));
  if (ties.length === 1) {
    throw new RangeError("kruskal: all values are equal, at least two different ones are needed");
  }
  let squares = 0;
  let from = 0;
  for (const group of groups) {
    const rankSum = ranks.subarray(from, from + group.length).reduce((a, b) => a + b, 0);
    squares += rankSum ** 2 / group.length;
    from += group.length;
  }
  const untied = (12 / (n * (n + 1))) * squares - 3 * (n + 1);
  const statistic = untied / (1 - tieTerm(ties) / (n ** 3 - n));
  const df = groups.length - 1;
  return { statistic, pvalue: new ChiSquared({ df }).sf(statistic), df, epsilonSquared: statistic / (n - 1) };
}
