import type { MatrixLike } from "../../matrix/matrix-like.ts";
import type { Labels } from "../labels.ts";
import { euclidean } from "../pairwise/row-distances.ts";
import { centroidsOf, requireClusters } from "./clusters.ts";

/**
 * The mean over clusters of max_{l ≠ k} (s_k + s_l) / ‖c_k − c_l‖, s the mean distance of a cluster's samples to its
 * centre: less is better. Clusters with one and the same centre are not compared. Davies and Bouldin 1979,
 * https://doi.org/10.1109/TPAMI.1979.4766909
 */
export function daviesBouldinScore(X: MatrixLike, labels: Labels): number {
  const clusters = requireClusters("daviesBouldinScore", X, labels);
  const { X: matrix, codes, K, sizes } = clusters;
  const F = matrix.cols;
  const centroids = centroidsOf(clusters);
  const spread = new Float64Array(K);
  codes.forEach((k, i) => {
    spread[k]! += euclidean(matrix.data, i * F, centroids, k * F, F) / sizes[k]!;
  });
  let sum = 0;
  for (let k = 0; k < K; k++) {
    let worst = 0;
    for (let l = 0; l < K; l++) {
      const apart = euclidean(centroids, k * F, centroids, l * F, F);
      if (apart > 0) worst = Math.max(worst, (spread[k]! + spread[l]!) / apart);
    }
    sum += worst;
  }
  return sum / K;
}
