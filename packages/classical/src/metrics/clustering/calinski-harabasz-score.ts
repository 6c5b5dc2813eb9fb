import { columnMeans } from "../../matrix/columns.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import type { Labels } from "../labels.ts";
import { centroidsOf, requireClusters } from "./clusters.ts";

/**
 * Dispersion between clusters over that within them, (Σ_k n_k ‖c_k − c‖² / (K − 1)) / (Σ_i ‖x_i − c_{k(i)}‖² / (N −
 * K)): more is better. 1 where every sample is its cluster's centre. Caliński and Harabasz 1974,
 * https://doi.org/10.1080/03610927408827101
 */
export function calinskiHarabaszScore(X: MatrixLike, labels: Labels): number {
  const clusters = requireClusters("calinskiHarabaszScore", X, labels);
  const { X: matrix, codes, K, sizes } = clusters;
  const { rows: N, cols: F, data } = matrix;
  const [centre, centroids] = [columnMeans(matrix), centroidsOf(clusters)];
  let [between, within] = [0, 0];
  for (let at = 0; at < centroids.length; at++) {
    between += sizes[Math.floor(at / F)]! * (centroids[at]! - centre[at % F]!) ** 2;
  }
  for (let i = 0, at = 0; i < N; i++) {
    for (let f = 0; f < F; f++, at++) within += (data[at]! - centroids[codes[i]! * F + f]!) ** 2;
  }
  return within === 0 ? 1 : (between * (N - K)) / (within * (K - 1));
}
