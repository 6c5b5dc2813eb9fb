/**
 * What single rows do to a fit. With h_i the leverage, s² = SSR/(n − k), and s_(i)² = (SSR − e_i²/(1 − h_i))/(n − k − 1) without row i:
 *
 *   internally studentised   e_i/(s √(1 − h_i))
 *   externally studentised   e_i/(s_(i) √(1 − h_i)), Student's t with n − k − 1
 *   Cook's distance          r_i²/K · h_i/(1 − h_i), r_i internal; how far β̂ moves, against F(K, n − k)
 *   DFFITS                   t_i √(h_i/(1 − h_i)), t_i external; how far the fit at i moves, in standard errors
 *   DFBETAS_ij               (β̂ − β̂_(i))_j/(s_(i) √(XᵀX)⁻¹_jj),   β̂ − β̂_(i) = (XᵀX)⁻¹ x_i e_i/(1 − h_i)
 *
 * Belsley, Kuh and Welsch 1980, Regression Diagnostics, chapter 2; Cook 1977, https://doi.org/10.1080/00401706.1977.10489493.
 */

import { FDistribution } from "../distributions/continuous/f-distribution.ts";
import { leverageOf, multiply } from "./least-squares-fit.ts";
import type { OlsResult } from "./ols.ts";

export interface Influence {
  /** h_i, [N]. */
  leverage: Float64Array;
  studentizedInternal: Float64Array;
  studentizedExternal: Float64Array;
  cooksDistance: Float64Array;
  /** P(F ≥ distance), a measure only. */
  cooksPvalues: Float64Array;
  dffits: Float64Array;
  /** [N][K]. */
  dfbetas: Float64Array[];
}

export function influence({ fit, ssr, scale, dfResid }: OlsResult): Influence {
  const where = "influence";
  if (fit.weights !== null) throw new RangeError(`${where}: a weighted fit, one by ols is needed`);
  if (dfResid < 2)
    throw new RangeError(`${where}: ${dfResid} degrees of freedom left, at least 2 are needed`);
  const { X, residuals: e, unscaledCovariance } = fit;
  const h = leverageOf(fit);
  const [n, k] = [X.rows, X.cols];
  const rest = h.map((value, i) => {
    if (1 - value > 1e-12) return 1 - value;
    throw new RangeError(
      `${where}: row ${i} has leverage 1 (its column is its own), one below is needed; leave the row out`,
    );
  });
  const without = e.map((value, i) => Math.sqrt((ssr - value ** 2 / rest[i]!) / (dfResid - 1)));
  const studentizedInternal = e.map((value, i) => value / Math.sqrt(scale * rest[i]!));
  const studentizedExternal = e.map((value, i) => value / (without[i]! * Math.sqrt(rest[i]!)));
  const cooksDistance = studentizedInternal.map((r, i) => ((r * r) / k) * (h[i]! / rest[i]!));
  const f = new FDistribution({ dfn: k, dfd: dfResid });
  return {
    leverage: h,
    studentizedInternal,
    studentizedExternal,
    cooksDistance,
    cooksPvalues: cooksDistance.map((distance) => f.sf(distance)),
    dffits: studentizedExternal.map((t, i) => t * Math.sqrt(h[i]! / rest[i]!)),
    dfbetas: Array.from({ length: n }, (_, i) => {
      // (XᵀX)⁻¹ x_i
      const direction = multiply(unscaledCovariance, X.data.subarray(i * k, (i + 1) * k), k);
      return direction.map((value, j) => {
        const moved = (value * e[i]!) / rest[i]!;
        return moved / (without[i]! * Math.sqrt(unscaledCovariance[j * k + j]!));
      });
    }),
  };
}
