import { validateX } from "../estimator/validate.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { kNeighbors } from "../neighbors/search/k-neighbors.ts";

/**
 * How far neighbours in an embedding are neighbours in the data, from 0 to 1:
 *
 *   T = 1 − 2 / (N k (2N − 3k − 1)) · Σᵢ Σ_{j among the k nearest of i in the embedding} max(0, r(i, j) − k)
 *
 * r(i, j) the rank of j among i's neighbours in the data, from 1. Takes N² numbers of memory. Venna and Kaski 2001,
 * https://doi.org/10.1007/3-540-44668-0_68
 */
export function trustworthiness(X: MatrixLike, embedding: MatrixLike, { nNeighbors: k = 5 } = {}): number {
  const [data, map] = [validateX("trustworthiness", X), validateX("trustworthiness", embedding)];
  const N = data.rows;
  if (map.rows !== N)
    throw new RangeError(
      `trustworthiness: X has ${N} rows and the embedding ${map.rows}, as many are needed`,
    );
  if (!(Number.isInteger(k) && k >= 1 && k < N / 2))
    throw new RangeError(
      `trustworthiness: nNeighbors is ${k} of ${N} rows, a whole number ≥ 1 and below half of them is needed`,
    );
  const all = kNeighbors(data, data, N);
  const near = kNeighbors(map, map, k + 1);
  const rank = new Int32Array(N);
  let sum = 0;
  for (let i = 0; i < N; i++) {
    const others = withoutSelf(all.indices.subarray(i * N, (i + 1) * N), i);
    others.forEach((j, at) => {
      rank[j] = at + 1;
    });
    for (const j of withoutSelf(near.indices.subarray(i * (k + 1), (i + 1) * (k + 1)), i).slice(0, k))
      sum += Math.max(0, rank[j]! - k);
  }
  return 1 - (2 / (N * k * (2 * N - 3 * k - 1))) * sum;
}

const withoutSelf = (indices: Int32Array, self: number): Int32Array => indices.filter((j) => j !== self);
