/**
 * Least squares: w, b minimise Σᵢ wᵢ (yᵢ − b − xᵢᵀw)².
 *
 *   G w = c,   G = Σ wᵢ (xᵢ − x̄)(xᵢ − x̄)ᵀ,   c = Σ wᵢ (xᵢ − x̄)(yᵢ − ȳ),   b = ȳ − x̄ᵀw          (normal equations)
 *
 * The fast way: G = L Lᵀ, then one step of refinement with the true residuals, w ← w + G⁻¹ Xᵀ(y − X w), which makes up for the squared
 * condition number (corrected seminormal equations: Björck 1987, https://doi.org/10.1016/0024-3795(87)90101-7). It is taken where every
 * column keeps at least 10⁻⁸ of its length beside the columns before it. Otherwise columns are nearly or wholly dependent, and the
 * singular value decomposition gives the shortest of all solutions: w = Σ_k v_k (u_kᵀy) / σ_k over σ_k > max(N, F) ε σ₁,
 * none of them below 1e-200, whose inverse would be infinite beside large numbers.
 */

import { svd, type Tensor } from "@blankfile/tensor";
import type { Matrix } from "../../matrix/matrix.ts";
import { gramSums } from "../../optimize/gram.ts";
import { addScaled } from "../../optimize/objective.ts";
import { factorCholesky, solveCholesky } from "../../optimize/positive-definite.ts";
import { centred, type Given, interceptOf, type Means, meansOf } from "../centre.ts";

export interface LinearFit {
  /** w, [F]. */
  coef: Float64Array;
  /** b. */
  intercept: number;
  /** The number of independent columns. */
  rank: number;
}

const leastLength = 1e-8;
/** Of a singular value. */
const leastSize = 1e-200;

export function solveLeastSquares(given: Given, fitIntercept: boolean): LinearFit {
  const { X } = given;
  const fast = X.rows > X.cols ? byCholesky(given, meansOf(given, fitIntercept)) : undefined;
  return fast ?? bySingularValues(given, fitIntercept);
}

function byCholesky(given: Given, means: Means): LinearFit | undefined {
  const { X, y, sampleWeight } = given;
  const { xMean, yMean } = means;
  const F = X.cols;
  const { G: factor, c } = gramSums(X, { y, xShift: xMean, yShift: yMean, weight: sampleWeight });
  if (factorCholesky(factor, F, leastLength) < F) return undefined;
  const coef = solveCholesky(factor, F, c);
  addScaled(coef, 1, solveCholesky(factor, F, residualProducts(given, means, coef)));
  return { coef, intercept: interceptOf(means, coef), rank: F };
}

/** Σᵢ wᵢ (xᵢ − x̄) rᵢ with rᵢ = (yᵢ − ȳ) − (xᵢ − x̄)ᵀw. */
function residualProducts({ X, y, sampleWeight }: Given, means: Means, coef: Float64Array): Float64Array {
  const { data, rows, cols } = X;
  const shift = interceptOf(means, coef);
  const out = new Float64Array(cols);
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    const start = i * cols;
    let residual = y[i]! - shift;
    for (let j = 0; j < cols; j++) residual -= data[start + j]! * coef[j]!;
    if (sampleWeight) residual *= sampleWeight[i]!;
    sum += residual;
    for (let j = 0; j < cols; j++) out[j]! += data[start + j]! * residual;
  }
  addScaled(out, -sum, means.xMean);
  return out;
}

function bySingularValues(given: Given, fitIntercept: boolean): LinearFit {
  const { X, y, ...means } = centred(given, fitIntercept);
  const { coef, rank } = shortestSolution(X, y);
  return { coef, intercept: interceptOf(means, coef), rank };
}

/** The shortest w that minimises ‖y − X w‖. */
export function shortestSolution(X: Matrix, y: Float64Array): { coef: Float64Array; rank: number } {
  const { U, S, Vh } = svd(X.toTensor());
  const [u, s, v] = [U, S, Vh].map((t: Tensor) => t.data as Float64Array) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [K, F] = [s.length, X.cols];
  const limit = Math.max(Math.max(X.rows, F) * Number.EPSILON * s[0]!, leastSize);
  const coef = new Float64Array(F);
  let rank = 0;
  for (let k = 0; k < K && s[k]! > limit; k++, rank++) {
    let sum = 0;
    for (let i = 0; i < X.rows; i++) sum += u[i * K + k]! * y[i]!;
    for (let j = 0; j < F; j++) coef[j]! += (v[k * F + j]! * sum) / s[k]!;
  }
  return { coef, rank };
}
