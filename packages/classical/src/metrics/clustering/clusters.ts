import type { Matrix } from "../../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../../matrix/matrix-like.ts";
import { codesOf, type Labels, uniqueLabels } from "../labels.ts";
import { requireNumbers } from "../samples.ts";

/** X and the cluster of each row. */
export interface Clusters {
  /** [N, F]. */
  X: Matrix;
  /** From 0 to K − 1, [N]. */
  codes: Int32Array;
  K: number;
  /** The number of samples in each cluster, [K]. */
  sizes: Float64Array;
}

/** At least two clusters and fewer than samples. */
export function requireClusters(where: string, X: MatrixLike, labels: Labels): Clusters {
  const matrix = toMatrix(where, X);
  if (matrix.rows !== labels.length) {
    throw new RangeError(
      `${where}: X has ${matrix.rows} rows, labels ${labels.length}; both need the same number`,
    );
  }
  requireNumbers(where, "X", matrix.data);
  const names = uniqueLabels(where, labels);
  const K = names.length;
  if (K < 2 || K >= matrix.rows) {
    throw new RangeError(
      `${where}: ${K} clusters of ${matrix.rows} samples, at least 2 and at most ${matrix.rows - 1} are needed`,
    );
  }
  const codes = codesOf(labels, names);
  const sizes = new Float64Array(K);
  for (const code of codes) sizes[code]!++;
  return { X: matrix, codes, K, sizes };
}

/** The mean of each cluster's rows, K × F row by row. */
export function centroidsOf({ X, codes, K, sizes }: Clusters): Float64Array {
  const out = new Float64Array(K * X.cols);
  for (let i = 0, at = 0; i < X.rows; i++)
    for (let f = 0; f < X.cols; f++) out[codes[i]! * X.cols + f]! += X.data[at++]!;
  return out.map((sum, at) => sum / sizes[Math.floor(at / X.cols)]!);
}
