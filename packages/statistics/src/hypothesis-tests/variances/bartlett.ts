/**
 * Bartlett's test: do k normal groups have one variance?
 *
 *   s_p² = Σ (n_j − 1) s_j²/(N − k)
 *   T = [(N − k) log s_p² − Σ (n_j − 1) log s_j²] / [1 + (Σ 1/(n_j − 1) − 1/(N − k))/(3(k − 1))],   χ² with k − 1
 *
 * The most powerful for normal data, and misled by any other; then Levene's. Bartlett 1937, https://doi.org/10.1098/rspa.1937.0109.
 */

import { ChiSquared } from "../../distributions/continuous/chi-squared.ts";
import { variance } from "../../samples/moments.ts";
import { type Sample, samplesOf } from "../../samples/sample.ts";

export interface BartlettResult {
  /** T. */
  statistic: number;
  pvalue: number;
  df: number;
}

export function bartlett(...samples: readonly Sample[]): BartlettResult {
  const groups = samplesOf("bartlett", samples, { groups: 2, atLeast: 2 });
  const df = groups.length - 1;
  let [within, free, logs, inverses] = [0, 0, 0, 0];
  groups.forEach((group, j) => {
    const s2 = variance(group);
    if (s2 === 0)
      throw new RangeError(`bartlett: all values of sample ${j} are equal, values that differ are needed`);
    const own = group.length - 1;
    within += own * s2;
    free += own;
    logs += own * Math.log(s2);
    inverses += 1 / own;
  });
  const statistic = (free * Math.log(within / free) - logs) / (1 + (inverses - 1 / free) / (3 * df));
  return { statistic, pvalue: new ChiSquared({ df }).sf(statistic), df };
}
