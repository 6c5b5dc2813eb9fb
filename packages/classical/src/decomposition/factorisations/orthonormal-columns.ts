import { cholesky, qr, solveTriangular } from "@blankfile/tensor";
import { Matrix } from "../../matrix/matrix.ts";
import { multiply, transposedMultiply } from "../../matrix/products.ts";
import { identityMatrix } from "./thin-svd.ts";

/**
 * An orthonormal basis of the columns of Y, [N, K], N ≥ K.
 *
 * Of a tall Y by Cholesky: YᵀY = L Lᵀ, Q = Y L⁻ᵀ, and once more, which takes the error of the first, κ² ε, to ε (Yamamoto et al. 2015, Electronic
 * Transactions on Numerical Analysis 44, 306–326). Where κ seems above 10⁴, of whose span roundings would take more than 10⁻¹², and of others, by reflections, which is slower and always right.
 */
export function orthonormalColumns(Y: Matrix): Matrix {
  if (Y.rows >= 8 * Y.cols) {
    const once = choleskyStep(Y);
    const twice = once && choleskyStep(once);
    if (twice) return twice;
  }
  return new Matrix(qr(Y.toTensor()).Q.data as Float64Array, [Y.rows, Y.cols]);
}

/** Y L⁻ᵀ; nothing where the columns are near to dependent. */
function choleskyStep(Y: Matrix): Matrix | undefined {
  const K = Y.cols;
  const G = transposedMultiply(Y, Y);
  let L: Float64Array;
  try {
    L = cholesky(G.toTensor()).data as Float64Array;
  } catch (reason) {
    if (reason instanceof RangeError) return undefined;
    throw reason;
  }
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (let k = 0; k < K; k++) {
    least = Math.min(least, L[k * K + k]!);
    most = Math.max(most, L[k * K + k]!);
  }
  if (!(least > 1e-4 * most)) return undefined;
  const inverse = solveTriangular(new Matrix(L, [K, K]).toTensor(), identityMatrix(K).toTensor(), {
    upper: false,
  }).data as Float64Array;
  return multiply(Y, new Matrix(inverse, [K, K]).transpose());
}
