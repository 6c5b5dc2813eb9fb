/**
 * Independence of rows and columns in a table of counts.
 *
 *   E_ij = row_i · column_j / N,   χ² = Σ (O − E)²/E,   df = (R − 1)(C − 1)
 *   Yates, for df = 1: |O − E| is made smaller by ½, but not below 0
 *   Cramér's V = √(χ²/(N · (min(R, C) − 1))), from χ² without correction: 0 independent, 1 determined
 *
 * Pearson 1900; Yates 1934, https://doi.org/10.2307/2983604; Cramér 1946, Mathematical Methods of Statistics, chapter 21.
 */

import { ChiSquared } from "../../distributions/continuous/chi-squared.ts";
import type { Sample } from "../../samples/sample.ts";
import { type DivergenceOption, powerDivergence } from "./power-divergence.ts";
import { type CountTable, tableOf } from "./table.ts";

export interface Chi2ContingencyOptions extends DivergenceOption {
  /** Yates' correction where there is one degree of freedom. Default true. */
  correction?: boolean;
}

export interface Chi2ContingencyResult {
  statistic: number;
  pvalue: number;
  df: number;
  /** E, [R][C]. */
  expected: Float64Array[];
  cramersV: number;
}

export function chi2Contingency(
  observed: readonly Sample[],
  { correction = true, divergence = "pearson" }: Chi2ContingencyOptions = {},
): Chi2ContingencyResult {
  const table = tableOf("chi2Contingency", observed);
  const expected = expectedCounts(table);
  const df = (table.rows.length - 1) * (table.columnSums.length - 1);
  const counts = table.rows.flatMap((row) => Array.from(row));
  const flat = expected.flatMap((row) => Array.from(row));
  const corrected = correction && df === 1 ? counts.map((o, i) => towards(o, flat[i]!)) : counts;
  const statistic = powerDivergence("chi2Contingency", corrected, flat, divergence);
  const plain = powerDivergence("chi2Contingency", counts, flat, "pearson");
  const smaller = Math.min(table.rows.length, table.columnSums.length) - 1;
  return {
    statistic,
    pvalue: new ChiSquared({ df }).sf(statistic),
    df,
    expected,
    cramersV: Math.sqrt(plain / (table.total * smaller)),
  };
}

export function expectedCounts({ rowSums, columnSums, total }: CountTable): Float64Array[] {
  return Array.from(rowSums, (row) => columnSums.map((column) => (row * column) / total));
}

function towards(observed: number, expected: number): number {
  const difference = expected - observed;
  return observed + Math.sign(difference) * Math.min(0.5, Math.abs(difference));
}
