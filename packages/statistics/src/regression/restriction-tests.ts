/**
 * Tests of hypotheses about several coefficients of a fitted model.
 *
 *   fTest            Rβ = q, with the covariance of the fit (wald-f.ts)
 *   compareFTest     nested models:  F = (SSR_r − SSR)/(df_r − df) / (SSR/df)
 *   compareLrTest    nested models:  LR = 2 (log L − log L_r), χ² with df_r − df
 *
 * Greene 2018, chapter 5.
 */

import { ChiSquared } from "../distributions/continuous/chi-squared.ts";
import { FDistribution } from "../distributions/continuous/f-distribution.ts";
import { type MatrixInput, matrixOf, rowsOf } from "../matrix-input/matrix-of.ts";
import { requireEqualLengths, type Sample, sampleOf } from "../samples/sample.ts";
import type { OlsResult } from "./ols.ts";
import { type WaldResult, waldF } from "./wald-f.ts";

/** That R β = q, R [J, K]; q is 0 by default. */
export function fTest(result: OlsResult, R: MatrixInput, q?: Sample): WaldResult {
  const matrix = matrixOf("fTest", R, "R");
  requireEqualLengths("fTest", ["a row of R", "params"], [matrix.cols, result.params.length]);
  const values = q === undefined ? new Float64Array(matrix.rows) : sampleOf("fTest", "q", q);
  requireEqualLengths("fTest", ["q", "R"], [values.length, matrix.rows]);
  const { params, covariance, dfInference: df } = result;
  return waldF({ R: rowsOf(matrix), q: values, params, covariance, df });
}

/** That the restricted model is enough. */
export function compareFTest(full: OlsResult, restricted: OlsResult): WaldResult {
  const dfn = differenceOf("compareFTest", full, restricted);
  const statistic = (restricted.ssr - full.ssr) / dfn / (full.ssr / full.dfResid);
  return {
    statistic,
    pvalue: new FDistribution({ dfn, dfd: full.dfResid }).sf(statistic),
    dfn,
    dfd: full.dfResid,
  };
}

export interface LrResult {
  statistic: number;
  pvalue: number;
  df: number;
}

export function compareLrTest(full: OlsResult, restricted: OlsResult): LrResult {
  const df = differenceOf("compareLrTest", full, restricted);
  const statistic = 2 * (full.logLikelihood - restricted.logLikelihood);
  return { statistic, pvalue: new ChiSquared({ df }).sf(statistic), df };
}

function differenceOf(where: string, full: OlsResult, restricted: OlsResult): number {
  if (full.nObs !== restricted.nObs) {
    throw new RangeError(
      `${where}: models of ${full.nObs} and ${restricted.nObs} rows, the same rows are needed`,
    );
  }
  const difference = restricted.dfResid - full.dfResid;
  if (difference > 0) return difference;
  throw new RangeError(
    `${where}: ranks ${full.fit.rank} (full) and ${restricted.fit.rank} (restricted), a smaller restricted model is needed`,
  );
}
