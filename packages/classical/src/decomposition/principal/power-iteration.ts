/**
 * Principal axes, read off their definition: the direction of most variance, then that of most variance among the directions orthogonal to it, and so on.
 *
 *   v ← C v / ‖C v‖   until v stands still;   λ = vᵀ C v;   C ← C − λ v vᵀ
 *
 * Each step shrinks the share of the next direction by λ₂/λ₁. Plain and slow: `PCA` is the fast way, and is tested equal to this.
 * Hotelling 1933, https://doi.org/10.1037/h0071325
 */

import type { Philox } from "@blankfile/tensor";
import { columnMeans } from "../../matrix/columns.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { timesVector } from "../../matrix/products.ts";
import { flipByRows } from "../factorisations/flip-signs.ts";

export interface PowerIterationOptions {
  rng: Philox;
  maxIter?: number;
  /** Of the length by which v still moves. */
  tol?: number;
}

/** The K directions of most variance in rows, [K, F], and their variances over N − 1, [K]. */
export function principalAxesByPower(
  X: Matrix,
  K: number,
  { rng, maxIter = 100_000, tol = 1e-13 }: PowerIterationOptions,
): { components: Matrix; variances: Float64Array } {
  const F = X.cols;
  const C = covariance(X);
  const components = Matrix.zeros(K, F);
  const variances = new Float64Array(K);
  for (let k = 0; k < K; k++) {
    let v = unit(Float64Array.from({ length: F }, () => rng.normal()));
    for (let step = 0; step < maxIter; step++) {
      const next = unit(timesVector(C, v));
      const moved = Math.hypot(...next.map((value, j) => value - v[j]!));
      v = next;
      if (moved <= tol) break;
    }
    variances[k] = timesVector(C, v).reduce((sum, value, j) => sum + value * v[j]!, 0);
    for (let i = 0; i < F; i++)
      for (let j = 0; j < F; j++) C.data[i * F + j]! -= variances[k]! * v[i]! * v[j]!;
    components.data.set(v, k * F);
  }
  flipByRows(components);
  return { components, variances };
}

function covariance(X: Matrix): Matrix {
  const mean = columnMeans(X);
  const F = X.cols;
  const C = Matrix.zeros(F, F);
  for (let n = 0; n < X.rows; n++)
    for (let i = 0; i < F; i++)
      for (let j = 0; j < F; j++)
        C.data[i * F + j]! += ((X.at(n, i) - mean[i]!) * (X.at(n, j) - mean[j]!)) / (X.rows - 1);
  return C;
}

function unit(v: Float64Array): Float64Array {
  const size = Math.hypot(...v);
  return size > 0 ? v.map((value) => value / size) : v;
}
