/**
 * Orthogonal matching pursuit: the column most correlated with the residual joins, then all that have joined are fitted anew.
 *
 *   j* = argmax_j |x_jᵀr|,   A ← A ∪ {j*},   G_AA w_A = c_A,   r = y − X w
 *
 * Pati, Rezaiifar and Krishnaprasad 1993, https://doi.org/10.1109/ACSSC.1993.342465; with Gram matrix as Rubinstein, Zibulevsky and Elad
 * 2008, https://csaws.cs.technion.ac.il/~ronrubin/Publications/KSVD-OMP-v2.pdf
 */

import { nameClass } from "../../estimator/known.ts";
import { boolean, integer, type Options, optional, real } from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import { gramSums, type Sums } from "../../optimize/gram.ts";
import { factorCholesky, solveCholesky } from "../../optimize/positive-definite.ts";
import { interceptOf, meansOf } from "../centre.ts";
import { LinearModel } from "../linear-model.ts";

const parameters = {
  /** How many coefficients are other than 0; null: a tenth of the columns, at least 1. */
  nNonzeroCoefs: optional(integer(1, { min: 1 })),
  /** Ends where ‖r‖² is at most so much, instead; null: not asked for. */
  tol: optional(real(0, { min: 0 })),
  fitIntercept: boolean(true),
};
export type OrthogonalMatchingPursuitOptions = Options<typeof parameters>;

/** See the head of the file. */
export class OrthogonalMatchingPursuit extends LinearModel<typeof parameters> {
  static {
    nameClass("OrthogonalMatchingPursuit", OrthogonalMatchingPursuit);
  }
  /** How many were asked for; null where `tol` was. */
  declare nNonzeroCoefs_: number | null;
  /** How many joined. */
  declare nIter_: number;

  constructor(options: OrthogonalMatchingPursuitOptions = {}) {
    super(parameters, options);
  }

  protected learn({ X, y }: Measured): void {
    const { nNonzeroCoefs, tol, fitIntercept } = this.params;
    const F = X.cols;
    if (nNonzeroCoefs !== null && tol === null && nNonzeroCoefs > F)
      this.refuse("fit", `nNonzeroCoefs is ${nNonzeroCoefs}, at most the ${F} columns are needed`);
    const wanted = nNonzeroCoefs ?? Math.max(1, Math.floor(F / 10));
    this.nNonzeroCoefs_ = tol === null ? wanted : null;
    const means = meansOf({ X, y, sampleWeight: undefined }, fitIntercept);
    const sums = gramSums(X, { y, xShift: means.xMean, yShift: means.yMean });
    const { w, joined, isDone } = pursue(sums, { most: tol === null ? wanted : F, tol: tol ?? 0 });
    if (!isDone)
      this.warn(
        `ended after ${joined} columns, as the others depend on them; fewer nNonzeroCoefs are needed`,
      );
    this.coef_ = w;
    this.nIter_ = joined;
    this.intercept_ = interceptOf(means, w);
  }
}

function pursue({ G, c, yy }: Sums, { most, tol }: { most: number; tol: number }) {
  const F = c.length;
  const active: number[] = [];
  let w = new Float64Array(F);
  let u = c.slice();
  let square = yy;
  while (active.length < most && square > tol) {
    let best = -1;
    for (let j = 0; j < F; j++)
      if (!active.includes(j) && (best < 0 || Math.abs(u[j]!) > Math.abs(u[best]!))) best = j;
    const next = fitTo({ G, c }, [...active, best]);
    if (!next) return { w, joined: active.length, isDone: false };
    active.push(best);
    w = next;
    u = c.map((value, i) => active.reduce((sum, j) => sum - G[i * F + j]! * w[j]!, value));
    square = active.reduce((sum, j) => sum - w[j]! * (c[j]! + u[j]!), yy);
  }
  return { w, joined: active.length, isDone: true };
}

/** w of the columns in `active`; undefined where they depend on each other. */
function fitTo(
  { G, c }: Pick<Sums, "G" | "c">,
  active: readonly number[],
): Float64Array<ArrayBuffer> | undefined {
  const [F, k] = [c.length, active.length];
  const part = new Float64Array(k * k);
  for (const [a, i] of active.entries())
    for (const [b, j] of active.entries()) part[a * k + b] = G[i * F + j]!;
  if (factorCholesky(part, k, 1e-13) < k) return undefined;
  const own = solveCholesky(
    part,
    k,
    active.map((j) => c[j]!),
  );
  const w = new Float64Array(F);
  for (const [a, j] of active.entries()) w[j] = own[a]!;
  return w;
}
