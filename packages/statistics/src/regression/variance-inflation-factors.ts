/**
 * How much the variance of each coefficient is inflated by what the other columns tell of its own.
 *
 *   VIF_j = 1/(1 − R_j²),   R_j² of column j on all others
 *
 * 1 where a column is orthogonal to the others, above about 10 where it is nearly one of their combinations. The column of ones belongs
 * to X; its own VIF says nothing. Belsley, Kuh and Welsch 1980, section 3.2.
 */

import { type MatrixInput, matrixOf } from "../matrix-input/matrix-of.ts";
import { fitLeastSquares } from "./least-squares-fit.ts";

export function varianceInflationFactors(X: MatrixInput): Float64Array {
  const where = "varianceInflationFactors";
  const { rows: n, cols: k, data } = matrixOf(where, X);
  if (k < 2) throw new RangeError(`${where}: one column, at least two are needed`);
  if (n < k) throw new RangeError(`${where}: ${n} rows of ${k} columns, as many rows as columns are needed`);
  return Float64Array.from({ length: k }, (_, j) => {
    const own = Float64Array.from({ length: n }, (__, i) => data[i * k + j]!);
    const others = { rows: n, cols: k - 1, data: data.filter((__, at) => at % k !== j) };
    const { residuals, hasConstant } = fitLeastSquares(where, own, others);
    const centre = hasConstant ? own.reduce((a, b) => a + b, 0) / n : 0;
    const total = own.reduce((sum, value) => sum + (value - centre) ** 2, 0);
    const left = residuals.reduce((sum, e) => sum + e * e, 0);
    return total / left;
  });
}
