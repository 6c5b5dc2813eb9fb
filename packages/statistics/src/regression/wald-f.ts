/**
 * Wald's test of linear restrictions Rβ = q:  F = (Rβ̂ − q)ᵀ (R V Rᵀ)⁻¹ (Rβ̂ − q)/J, F(J, df), J rows of R.
 */

import { pinv, tensor } from "@blankfile/tensor";
import { FDistribution } from "../distributions/continuous/f-distribution.ts";

export interface Restrictions {
  /** [J][K]. */
  R: readonly ArrayLike<number>[];
  /** [J]. */
  q: ArrayLike<number>;
  params: Float64Array;
  /** V, [K, K] in rows. */
  covariance: Float64Array;
  /** Of the denominator. */
  df: number;
}

export interface WaldResult {
  /** F. */
  statistic: number;
  pvalue: number;
  dfn: number;
  dfd: number;
}

export function waldF({ R, q, params, covariance, df }: Restrictions): WaldResult {
  const [J, k] = [R.length, params.length];
  const distance = Float64Array.from(R, (row, a) => {
    let total = -q[a]!;
    for (let j = 0; j < k; j++) total += row[j]! * params[j]!;
    return total;
  });
  const middle = new Float64Array(J * J);
  R.forEach((left, a) => {
    R.forEach((right, b) => {
      for (let i = 0; i < k; i++) {
        for (let j = 0; j < k; j++) middle[a * J + b]! += left[i]! * covariance[i * k + j]! * right[j]!;
      }
    });
  });
  const inverse = pinv(tensor(middle, { shape: [J, J], dtype: "float64" })).data as Float64Array;
  let form = 0;
  for (let a = 0; a < J; a++)
    for (let b = 0; b < J; b++) form += distance[a]! * inverse[a * J + b]! * distance[b]!;
  const statistic = form / J;
  return { statistic, pvalue: new FDistribution({ dfn: J, dfd: df }).sf(statistic), dfn: J, dfd: df };
}
