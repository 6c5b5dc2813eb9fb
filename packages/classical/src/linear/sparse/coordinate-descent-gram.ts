/**
 * `coordinate-descent.ts` with the products G = XᵀX and c = Xᵀy in place of X: a step costs F instead of N, and nothing where w_j stays.
 *
 *   u = c − G w = Xᵀr is kept:   w_j changes by δ  →  u ← u − δ G_j
 *   ‖r‖² = ‖y‖² − Σ_j w_j (c_j + u_j)
 *
 * "Covariance updates" in Friedman, Hastie and Tibshirani 2010, https://doi.org/10.18637/jss.v033.i01, section 2.2.
 */

import type { Sums } from "../../optimize/gram.ts";
import {
  type DescentEnd,
  type DescentRules,
  descend,
  dualityGap,
  type Penalty,
  shrink,
} from "./coordinate-descent.ts";

/** Improves w, [F], in place. */
export function coordinateDescentGram(
  { G, c, yy }: Sums,
  w: Float64Array,
  penalty: Penalty,
  rules: DescentRules,
): DescentEnd {
  const F = w.length;
  const u = c.slice();
  for (let j = 0; j < F; j++) if (w[j] !== 0) moveProducts(u, { G, j, by: w[j]! });
  return descend(
    {
      w,
      target: yy,
      step: (j) => {
        const square = G[j * F + j]!;
        if (square === 0) return 0;
        const before = w[j]!;
        const after = shrink(u[j]! + square * before, penalty) / (square + penalty.l2);
        if (after !== before) moveProducts(u, { G, j, by: after - before });
        w[j] = after;
        return Math.abs(after - before);
      },
      gap: () => {
        let rr = yy;
        for (let j = 0; j < F; j++) rr -= w[j]! * (c[j]! + u[j]!);
        return dualityGap({ w, u, rr: Math.max(0, rr) }, penalty);
      },
    },
    rules,
  );
}

function moveProducts(u: Float64Array, { G, j, by }: { G: Float64Array; j: number; by: number }): void {
  const start = j * u.length;
  for (let k = 0; k < u.length; k++) u[k]! -= by * G[start + k]!;
}
