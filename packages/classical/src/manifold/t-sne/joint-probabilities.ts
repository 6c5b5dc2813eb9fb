import type { SparseMatrix } from "../../matrix/sparse-matrix.ts";
import { kNearestOthers } from "../../neighbors/search/k-neighbors.ts";
import type { NeighborIndex } from "../../neighbors/search/neighbor-index.ts";
import { withTranspose } from "../graph/with-transpose.ts";
import { conditionalProbabilities } from "./conditional-probabilities.ts";

/**
 * p_ij = (p_{j|i} + p_{i|j}) / 2N over the k nearest of each row, so that all p_ij sum to 1, [N, N] without its diagonal. With k = N − 1 these are the
 * probabilities of exact t-SNE; 3 · perplexity neighbours hold nearly all of them (van der Maaten 2014, section 4.1).
 */
export function jointProbabilities(
  where: string,
  index: NeighborIndex,
  { k, perplexity }: { k: number; perplexity: number },
): SparseMatrix {
  const N = index.points.rows;
  const { indices, distances } = kNearestOthers(where, index, k);
  const values = conditionalProbabilities(
    distances.map((d) => d * d),
    k,
    perplexity,
  );
  return withTranspose({ k, indices, values }, (own, other) => (own + other) / (2 * N));
}
