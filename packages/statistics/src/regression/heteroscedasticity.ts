/**
 * Tests that the errors have one variance, by a second regression: of the squared residuals on columns Z.
 *
 *   Breusch–Pagan   Z = X (or others);  LM = n R² (Koenker's, for errors of any shape), or ESS/2 of e²/σ̂² (for normal errors)
 *   White           Z = all products of two columns of X;  LM = n R²
 *   χ² with rank Z − 1 degrees of freedom; also F of the second regression
 *
 * Breusch and Pagan 1979, https://doi.org/10.2307/1911963; Koenker 1981, https://doi.org/10.1016/0304-4076(81)90062-2; White 1980.
 */

import { ChiSquared } from "../distributions/continuous/chi-squared.ts";
import { type MatrixInput, matrixOf } from "../matrix-input/matrix-of.ts";
import { type OlsResult, ols } from "./ols.ts";

export interface HeteroscedasticityResult {
  /** LM. */
  statistic: number;
  pvalue: number;
  df: number;
  fvalue: number;
  fPvalue: number;
}

export interface BreuschPaganOptions {
  /** Z, with a constant. Default: X. */
  exogHet?: MatrixInput;
  /** Koenker's version. Default true. */
  robust?: boolean;
}

export function breuschPagan(
  result: OlsResult,
  { exogHet, robust = true }: BreuschPaganOptions = {},
): HeteroscedasticityResult {
  const Z = exogHet === undefined ? result.fit.X : matrixOf("breuschPagan", exogHet, "exogHet");
  return secondRegression("breuschPagan", result, Z, robust);
}

export function whiteTest(result: OlsResult): HeteroscedasticityResult {
  const { rows, cols, data } = result.fit.X;
  const products: number[] = [];
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < cols; a++) {
      for (let b = a; b < cols; b++) products.push(data[i * cols + a]! * data[i * cols + b]!);
    }
  }
  const Z = { rows, cols: products.length / rows, data: Float64Array.from(products) };
  return secondRegression("whiteTest", result, Z, true);
}

function secondRegression(
  where: string,
  result: OlsResult,
  Z: MatrixInput,
  robust: boolean,
): HeteroscedasticityResult {
  const { residuals, nObs } = result;
  const variance = residuals.reduce((total, e) => total + e * e, 0) / nObs;
  const second = ols(
    residuals.map((e) => (robust ? e * e : (e * e) / variance)),
    Z,
  );
  if (!second.fit.hasConstant || second.dfModel < 1) {
    throw new RangeError(
      `${where}: columns without a constant or with nothing else, both are needed; use addConstant(X)`,
    );
  }
  const explained = second.ssr / (1 - second.rsquared) - second.ssr;
  const statistic = robust ? nObs * second.rsquared : explained / 2;
  const df = second.dfModel;
  return {
    statistic,
    pvalue: new ChiSquared({ df }).sf(statistic),
    df,
    fvalue: second.fvalue,
    fPvalue: second.fPvalue,
  };
}
