/**
 * Turns factors so that each column of X depends on few of them: the rotation R for which Λ = W R has the largest
 *
 *   varimax      Σ_k (mean_j λ_jk⁴ − (mean_j λ_jk²)²)      the variance of the squares within each factor
 *   quartimax    Σ_jk λ_jk⁴
 *
 * by projected ascent: G = Wᵀ (Λ³ − Λ diag(mean_j λ_jk²)) = U S Vᵀ is the gradient, R ← U Vᵀ the orthogonal matrix nearest to it, until Σ S stops growing.
 * W Wᵀ does not change. Kaiser 1958, https://doi.org/10.1007/BF02289233; Jennrich 2001, https://doi.org/10.1007/BF02294840
 */

import { Matrix } from "../../matrix/matrix.ts";
import { multiply, transposedMultiply } from "../../matrix/products.ts";
import { thinSvd } from "../factorisations/thin-svd.ts";

export interface RotateFactorsOptions {
  method: "varimax" | "quartimax";
  /** The share by which Σ S must grow to go on. */
  tol?: number;
  maxIter?: number;
}

/** Λ, [F, K], of loadings W, [F, K]. */
export function rotateFactors(
  W: Matrix,
  { method, tol = 1e-6, maxIter = 100 }: RotateFactorsOptions,
): Matrix {
  const { rows: F, cols: K } = W;
  let turned = W;
  let before = 0;
  for (let step = 0; step < maxIter; step++) {
    const { U, S, Vt } = thinSvd(transposedMultiply(W, ascent(turned, method)));
    const R = multiply(U, Vt);
    const size = S.reduce((sum, value) => sum + value, 0);
    turned = multiply(W, R);
    if (before !== 0 && size < before * (1 + tol)) break;
    before = size;
  }
  return new Matrix(turned.data, [F, K]);
}

function ascent(turned: Matrix, method: "varimax" | "quartimax"): Matrix {
  const { data, rows: F, cols: K } = turned;
  const means = new Float64Array(K);
  if (method === "varimax") for (let at = 0; at < data.length; at++) means[at % K]! += data[at]! ** 2 / F;
  return new Matrix(
    data.map((λ, at) => λ ** 3 - λ * means[at % K]!),
    [F, K],
  );
}
