import { Matrix } from "../../matrix/matrix.ts";
import type { Labels } from "../labels.ts";
import { contingencyOf } from "./contingency-matrix.ts";

/**
 * Ordered pairs of samples by whether they share a class (rows: no, yes) and a cluster (columns: no, yes), 2 × 2:
 *
 *   both Σ n_ij² − N,   cluster alone Σ b_j² − Σ n_ij²,   class alone Σ a_i² − Σ n_ij²,   neither: the rest of N (N − 1)
 */
export function pairConfusionMatrix(labelsTrue: Labels, labelsPred: Labels): Matrix {
  const { neither, clusterAlone, classAlone, both } = pairsOf("pairConfusionMatrix", labelsTrue, labelsPred);
  return new Matrix(Float64Array.of(neither, clusterAlone, classAlone, both), [2, 2]);
}

/** The share of pairs on which class and cluster agree. Rand 1971, https://doi.org/10.1080/01621459.1971.10482356 */
export function randScore(labelsTrue: Labels, labelsPred: Labels): number {
  const { neither, clusterAlone, classAlone, both } = pairsOf("randScore", labelsTrue, labelsPred);
  if (clusterAlone + classAlone === 0) return 1;
  return (neither + both) / (neither + clusterAlone + classAlone + both);
}

/**
 * The Rand score beyond chance, (RI − E[RI]) / (max RI − E[RI]): 1 for the same partition, 0 on average for random
 * clusters of these sizes, down to −½. Hubert and Arabie 1985, https://doi.org/10.1007/BF01908075
 */
export function adjustedRandScore(labelsTrue: Labels, labelsPred: Labels): number {
  const { neither, clusterAlone, classAlone, both } = pairsOf("adjustedRandScore", labelsTrue, labelsPred);
  if (clusterAlone === 0 && classAlone === 0) return 1;
  return (
    (2 * (both * neither - classAlone * clusterAlone)) /
    ((both + classAlone) * (classAlone + neither) + (both + clusterAlone) * (clusterAlone + neither))
  );
}

/**
 * √(precision · recall) of pairs: of those in one cluster the share of one class, and of those of one class the share
 * in one cluster. 0 where no pair shares both. Fowlkes and Mallows 1983, https://doi.org/10.1080/01621459.1983.10478008
 */
export function fowlkesMallowsScore(labelsTrue: Labels, labelsPred: Labels): number {
  const { clusterAlone, classAlone, both } = pairsOf("fowlkesMallowsScore", labelsTrue, labelsPred);
  return both === 0 ? 0 : Math.sqrt(both / (both + clusterAlone)) * Math.sqrt(both / (both + classAlone));
}

function pairsOf(where: string, labelsTrue: Labels, labelsPred: Labels) {
  const { a, b, cells, N } = contingencyOf(where, labelsTrue, labelsPred);
  const squares = (sizes: Float64Array) => sizes.reduce((sum, size) => sum + size * size, 0);
  const inBoth = cells.reduce((sum, { n }) => sum + n * n, 0);
  const [clusterAlone, classAlone] = [squares(b) - inBoth, squares(a) - inBoth];
  return { both: inBoth - N, clusterAlone, classAlone, neither: N * N - inBoth - clusterAlone - classAlone };
}
