import type { SparseMatrix } from "../../matrix/sparse-matrix.ts";
import type { Neighbors } from "../../neighbors/search/k-neighbors.ts";
import { withTranspose } from "../graph/with-transpose.ts";

/** How a row measures its surroundings. */
export interface Surroundings {
  /** ρ, the distance to the nearest other place, [N]. */
  rho: Float64Array;
  /** σ, [N]. */
  sigma: Float64Array;
}

/** Bits of the sum that may be missing. */
const tolerance = 1e-5;

/**
 * ρᵢ is the distance to the nearest neighbour that lies elsewhere, and σᵢ such that
 *
 *   Σ_j e^(−max(0, d_ij − ρᵢ) / σᵢ) = log₂ k   over the k nearest, the row itself counted in k and left out of the sum
 *
 * by bisection, and at least a thousandth of the mean distance. McInnes, Healy and Melville 2018, https://arxiv.org/abs/1802.03426, algorithm 3
 */
export function surroundingsOf({ k, distances }: Neighbors): Surroundings {
  const N = distances.length / k;
  const target = Math.log2(k);
  const meanOfAll = distances.reduce((sum, d) => sum + d, 0) / distances.length;
  const [rho, sigma] = [new Float64Array(N), new Float64Array(N)];
  for (let i = 0; i < N; i++) {
    const own = distances.subarray(i * k, (i + 1) * k);
    rho[i] = own.find((d) => d > 0) ?? 0;
    let [low, high, middle] = [0, Number.POSITIVE_INFINITY, 1];
    for (let round = 0; round < 64; round++) {
      let sum = 0;
      for (let j = 1; j < k; j++) sum += membership(own[j]!, rho[i]!, middle);
      if (Math.abs(sum - target) < tolerance) break;
      if (sum > target) high = middle;
      else low = middle;
      middle = high === Number.POSITIVE_INFINITY ? middle * 2 : (low + high) / 2;
    }
    const mean = rho[i]! > 0 ? own.reduce((sum, d) => sum + d, 0) / k : meanOfAll;
    sigma[i] = Math.max(middle, 1e-3 * mean);
  }
  return { rho, sigma };
}

/** How much a point at this distance belongs to the row's surroundings. */
export function membership(distance: number, rho: number, sigma: number): number {
  return distance <= rho || sigma === 0 ? 1 : Math.exp(-(distance - rho) / sigma);
}

/**
 * The fuzzy union of what each row says of its neighbours, a + b − a b, [N, N] and symmetric. The first of a row's neighbours is itself and says nothing.
 */
export function fuzzyGraph(neighbors: Neighbors, { rho, sigma }: Surroundings): SparseMatrix {
  const { k, indices, distances } = neighbors;
  const values = distances.map((distance, at) => {
    const i = Math.floor(at / k);
    return indices[at] === i ? 0 : membership(distance, rho[i]!, sigma[i]!);
  });
  return withTranspose({ k, indices, values }, (own, other) => own + other - own * other);
}
