import type { Philox } from "@blankfile/tensor";
import { subtractColumns } from "../../matrix/columns.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { centeredGram } from "../factorisations/centered-gram.ts";
import { flipByRows } from "../factorisations/flip-signs.ts";
import { randomizedSvd } from "../factorisations/randomized-svd.ts";
import { covarianceAxes, thinSvd } from "../factorisations/thin-svd.ts";

/** Directions of most variance and their sizes, from the largest. */
export interface PrincipalAxes {
  /** Singular values of X − μ, [K]. */
  S: Float64Array;
  /** Orthonormal, signs as `flipByRows` has them, [K, F]. */
  Vt: Matrix;
}

/** All min(N, F) axes by the singular values of X − μ. */
export function axesBySvd(X: Matrix, mean: Float64Array): PrincipalAxes {
  const { S, Vt } = thinSvd(subtractColumns(X, mean));
  flipByRows(Vt);
  return { S, Vt };
}

/** All of min(N, F) axes by the eigenvalues of (X − μ)ᵀ(X − μ): one pass over the rows, then work that does not grow with N. See `covarianceAxes` for what it costs in digits. */
export function axesByCovariance(X: Matrix, mean: Float64Array): PrincipalAxes {
  const { values, Vt } = covarianceAxes(centeredGram(X, mean));
  const K = Math.min(X.rows, X.cols);
  const kept = new Matrix(Vt.data.slice(0, K * X.cols), [K, X.cols]);
  flipByRows(kept);
  return { S: values.slice(0, K).map(Math.sqrt), Vt: kept };
}

/** The K first axes by random projection. */
export function axesByChance(
  X: Matrix,
  mean: Float64Array,
  K: number,
  options: { rng: Philox; nOversamples: number; nIter: number | undefined },
): PrincipalAxes {
  const { S, Vt } = randomizedSvd(subtractColumns(X, mean), K, options);
  flipByRows(Vt);
  return { S, Vt };
}
