/**
 * Ramsey's RESET: do powers of the fitted values ŷ², …, ŷ^p explain what the linear model left? Then its form is wrong.
 *
 *   y = Xβ + γ₂ ŷ² + … + γ_p ŷ^p + ε,   H₀: γ = 0,   by Wald's F, or as χ² = (p − 1) F
 *
 * The fitted values are standardised first, which changes no fit where X has a constant but keeps their powers apart.
 * Ramsey 1969, https://doi.org/10.1111/j.2517-6161.1969.tb00796.x.
 */

import { ChiSquared } from "../distributions/continuous/chi-squared.ts";
import { mean, standardDeviation } from "../samples/moments.ts";
import { requireWhole } from "../samples/sample.ts";
import { type OlsResult, ols } from "./ols.ts";
import { fTest } from "./restriction-tests.ts";
import type { WaldResult } from "./wald-f.ts";

export interface LinearResetOptions {
  /** p. Default 3. */
  power?: number;
  /** F, or the default χ², as statsmodels. */
  useF?: boolean;
}

export function linearReset(
  result: OlsResult,
  { power = 3, useF = false }: LinearResetOptions = {},
): WaldResult {
  const where = "linearReset";
  requireWhole(where, "power", power, 2);
  const { fit } = result;
  if (fit.weights !== null || !fit.hasConstant) {
    throw new RangeError(
      `${where}: a weighted fit or one without a constant, ols with addConstant(X) is needed`,
    );
  }
  const { rows, cols, data } = fit.X;
  const [centre, std] = [mean(fit.fitted), standardDeviation(fit.fitted)];
  const added = power - 1;
  const width = cols + added;
  const augmented = new Float64Array(rows * width);
  for (let i = 0; i < rows; i++) {
    augmented.set(data.subarray(i * cols, (i + 1) * cols), i * width);
    const z = (fit.fitted[i]! - centre) / std;
    for (let p = 0; p < added; p++) augmented[i * width + cols + p] = z ** (p + 2);
  }
  const second = ols(fit.y, { rows, cols: width, data: augmented });
  const R = Array.from({ length: added }, (_, p) =>
    Array.from({ length: width }, (__, j) => (j === cols + p ? 1 : 0)),
  );
  const test = fTest(second, R);
  if (useF) return test;
  const statistic = test.statistic * added;
  return { statistic, pvalue: new ChiSquared({ df: added }).sf(statistic), dfn: added, dfd: Infinity };
}
