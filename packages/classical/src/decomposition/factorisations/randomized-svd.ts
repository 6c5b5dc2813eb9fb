/**
 * The K largest singular triplets of X, [N, F], from products with a few random vectors.
 *
 *   Y = X Ω,   Ω: F × (K + p) normal draws             the range of X, as far as it matters
 *   Q = qr(Y);  repeat q times:  Q = qr(X · qr(Xᵀ Q))    powers of X Xᵀ let the large values stand out
 *   B = Qᵀ X = Û Σ Vᵀ,   U = Q Û                        a small exact decomposition
 *
 * Halko, Martinsson and Tropp 2011, https://doi.org/10.1137/090771806, algorithms 4.4 and 5.1. The error of ‖X − U Σ Vᵀ‖ exceeds σ_{K+1} by a factor
 * near 1 that goes to 1 as its (2q + 1)-th root; where K + p reaches min(N, F) the result is exact.
 */

import type { Philox } from "@blankfile/tensor";
import { Matrix } from "../../matrix/matrix.ts";
import { multiply, transposedMultiply } from "../../matrix/products.ts";
import { orthonormalColumns } from "./orthonormal-columns.ts";
import { firstColumns, firstRows, type ThinSvd, thinSvd } from "./thin-svd.ts";

export interface RandomizedSvdOptions {
  rng: Philox;
  /** p, vectors beyond K. */
  nOversamples?: number;
  /** q; 7 where K is below a tenth of the smaller side, 4 above. */
  nIter?: number | undefined;
}

export function randomizedSvd(
  X: Matrix,
  K: number,
  { rng, nOversamples = 10, nIter }: RandomizedSvdOptions,
): ThinSvd {
  if (X.rows < X.cols) return swapped(randomizedSvd(X.transpose(), K, { rng, nOversamples, nIter }));
  const side = X.cols;
  if (!(Number.isInteger(K) && K >= 1 && K <= side))
    throw new RangeError(
      `randomizedSvd: K is ${K} of ${X.rows} × ${X.cols}, a whole number from 1 to ${side} is needed`,
    );
  const width = Math.min(K + nOversamples, side);
  const rounds = nIter ?? (K < 0.1 * side ? 7 : 4);
  const start = Float64Array.from({ length: side * width }, () => rng.normal());
  let Q = orthonormalColumns(multiply(X, new Matrix(start, [side, width])));
  for (let round = 0; round < rounds; round++)
    Q = orthonormalColumns(multiply(X, orthonormalColumns(transposedMultiply(X, Q))));
  const { U, S, Vt } = thinSvd(transposedMultiply(Q, X));
  return { U: multiply(Q, firstColumns(U, K)), S: S.slice(0, K), Vt: firstRows(Vt, K) };
}

/** Of Xᵀ = U Σ Vᵀ, that of X. */
function swapped({ U, S, Vt }: ThinSvd): ThinSvd {
  return { U: Vt.transpose(), S, Vt: U.transpose() };
}
