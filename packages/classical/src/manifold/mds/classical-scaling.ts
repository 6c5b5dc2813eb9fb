import { largestEigenpairs } from "../../matrix/largest-eigenpairs.ts";
import { Matrix } from "../../matrix/matrix.ts";

/** Points from their distances, with what places further points. */
export interface Scaling {
  /** [N, k] */
  embedding: Matrix;
  /** λ, from the largest, [k]. */
  eigenvalues: Float64Array;
  /** Unit vectors, in columns, [N, k]. */
  vectors: Matrix;
}

/**
 * Classical scaling: points whose inner products are those that the distances have about their mean,
 *
 *   B = −½ J D² J,   J = I − 1 1ᵀ / N,   B = V Λ Vᵀ,   Y = V_k Λ_k^½
 *
 * Distances between points of k dimensions are given back exactly, but for a turn. Torgerson 1952, https://doi.org/10.1007/BF02288916
 */
export function classicalScaling(distances: Matrix, k: number): Scaling {
  const N = distances.rows;
  const B = doubleCentred(distances);
  const product = (x: Float64Array, y: Float64Array) => {
    for (let i = 0, at = 0; i < N; i++) {
      let sum = 0;
      for (let j = 0; j < N; j++, at++) sum += B[at]! * x[j]!;
      y[i] = sum;
    }
  };
  const { values, vectors } = largestEigenpairs(N, product, k);
  const embedding = Matrix.zeros(N, k);
  for (let i = 0; i < N; i++)
    for (let j = 0; j < k; j++)
      embedding.data[i * k + j] = vectors.at(i, j) * Math.sqrt(Math.max(0, values[j]!));
  return { embedding, eigenvalues: values, vectors };
}

/** −½ J D² J, [N, N]. */
function doubleCentred({ data, rows: N }: Matrix): Float64Array {
  const out = data.map((distance) => -(distance ** 2) / 2);
  const means = new Float64Array(N);
  for (let i = 0, at = 0; i < N; i++) for (let j = 0; j < N; j++, at++) means[i]! += out[at]! / N;
  const all = means.reduce((sum, mean) => sum + mean, 0) / N;
  for (let i = 0, at = 0; i < N; i++)
    for (let j = 0; j < N; j++, at++) out[at]! += all - means[i]! - means[j]!;
  return out;
}
