import { columnMeans, subtractColumns } from "../matrix/columns.ts";
import { largestEigenpairs } from "../matrix/largest-eigenpairs.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { multiply, timesVector, transposedTimesVector } from "../matrix/products.ts";

/** X on its first k principal components, [N, k], k at most F: where an embedding begins. Of each component the coefficient largest in size is above 0. */
export function principalScores(X: Matrix, k: number): Matrix {
  const centred = subtractColumns(X, columnMeans(X));
  const covariance = (x: Float64Array, y: Float64Array): void =>
    y.set(transposedTimesVector(centred, timesVector(centred, x)));
  return multiply(centred, largestEigenpairs(X.cols, covariance, k).vectors);
}
