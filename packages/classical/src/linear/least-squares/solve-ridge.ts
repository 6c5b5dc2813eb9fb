/**
 * Ridge regression: w, b minimise Σᵢ wᵢ (yᵢ − b − xᵢᵀw)² + α ‖w‖²; b is not penalised.
 *
 *   (G + α I) w = c                      F equations          (Hoerl and Kennard 1970, https://doi.org/10.2307/1267351)
 *   w = Xᵀa,   (X Xᵀ + α I) a = y        N equations, where N < F
 *   w = Σ_k v_k σ_k/(σ_k² + α) u_kᵀy     by singular values
 *
 * X and y centred and weighted as in `centre.ts`; G = XᵀX, c = Xᵀy.
 */

import { svd } from "@blankfile/tensor";
import { multiplyTransposed, transposedTimesVector } from "../../matrix/products.ts";
import { gramSums } from "../../optimize/gram.ts";
import { nnls } from "../../optimize/nnls.ts";
import { factorCholesky, solveCholesky } from "../../optimize/positive-definite.ts";
import { centred, type Given, interceptOf, meansOf } from "../centre.ts";

export interface RidgeProblem {
  alpha: number;
  fitIntercept: boolean;
}

export interface RidgeFit {
  coef: Float64Array;
  intercept: number;
}

/** undefined where G + α I is singular to rounding. */
export function ridgeByCholesky(given: Given, { alpha, fitIntercept }: RidgeProblem): RidgeFit | undefined {
  const F = given.X.cols;
  if (given.X.rows < F) return ridgeByKernel(given, { alpha, fitIntercept });
  const means = meansOf(given, fitIntercept);
  const { G, c } = sumsOf(given, means, alpha);
  if (factorCholesky(G, F, 1e-13) < F) return undefined;
  const coef = solveCholesky(G, F, c);
  return { coef, intercept: interceptOf(means, coef) };
}

function ridgeByKernel(given: Given, { alpha, fitIntercept }: RidgeProblem): RidgeFit | undefined {
  const { X, y, ...means } = centred(given, fitIntercept);
  const K = multiplyTransposed(X, X).data;
  for (let i = 0; i < X.rows; i++) K[i * X.rows + i]! += alpha;
  if (factorCholesky(K, X.rows, 1e-13) < X.rows) return undefined;
  const coef = transposedTimesVector(X, solveCholesky(K, X.rows, y));
  return { coef, intercept: interceptOf(means, coef) };
}

/** Works for every α ≥ 0; α = 0 gives the shortest least-squares solution. */
export function ridgeBySingularValues(given: Given, { alpha, fitIntercept }: RidgeProblem): RidgeFit {
  const { X, y, ...means } = centred(given, fitIntercept);
  const { U, S, Vh } = svd(X.toTensor());
  const [u, s, v] = [U.data, S.data, Vh.data] as [Float64Array, Float64Array, Float64Array];
  const [K, F] = [s.length, X.cols];
  const limit = Math.max(X.rows, F) * Number.EPSILON * s[0]!;
  const coef = new Float64Array(F);
  for (let k = 0; k < K && s[k]! > limit; k++) {
    let sum = 0;
    for (let i = 0; i < X.rows; i++) sum += u[i * K + k]! * y[i]!;
    const factor = (s[k]! / (s[k]! ** 2 + alpha)) * sum;
    for (let j = 0; j < F; j++) coef[j]! += factor * v[k * F + j]!;
  }
  return { coef, intercept: interceptOf(means, coef) };
}

/** With w ≥ 0. */
export function ridgePositive(given: Given, { alpha, fitIntercept }: RidgeProblem): RidgeFit {
  const means = meansOf(given, fitIntercept);
  const { G, c } = sumsOf(given, means, alpha);
  const coef = nnls(G, c);
  return { coef, intercept: interceptOf(means, coef) };
}

/** G + α I and c. */
function sumsOf({ X, y, sampleWeight }: Given, means: ReturnType<typeof meansOf>, alpha: number) {
  const sums = gramSums(X, { y, xShift: means.xMean, yShift: means.yMean, weight: sampleWeight });
  for (let j = 0; j < X.cols; j++) sums.G[j * X.cols + j]! += alpha;
  return sums;
}
