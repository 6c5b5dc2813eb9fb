import type { Philox } from "@blankfile/tensor";
import type { Matrix } from "../../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../../matrix/matrix-like.ts";
import type { Label, Labels } from "../labels.ts";
import { type DistanceOptions, rowDistance } from "../pairwise/row-distance.ts";
import { type Clusters, requireClusters } from "./clusters.ts";

export interface SilhouetteOptions extends Omit<DistanceOptions, "metric"> {
  /** A distance of `pairwiseDistances`, or "precomputed" for X that is [N, N] of distances. */
  metric?: DistanceOptions["metric"] | "precomputed";
}

export interface SilhouetteScoreOptions extends SilhouetteOptions {
  /** Score this many random samples, drawn by `rng`; all unless given. */
  sampleSize?: number | undefined;
  rng?: Philox | undefined;
}

/**
 * How much nearer each sample is to its own cluster than to the next one, [N], from −1 to 1:
 *
 *   s_i = (b_i − a_i) / max(a_i, b_i)
 *
 * with a_i the mean distance to the others of its cluster and b_i the least mean distance to another cluster. 0 for a
 * cluster of one sample. The time is O(N² F), the memory O(N K). Rousseeuw 1987,
 * https://doi.org/10.1016/0377-0427(87)90125-7
 */
export function silhouetteSamples(
  X: MatrixLike,
  labels: Labels,
  options: SilhouetteOptions = {},
): Float64Array {
  return silhouettes("silhouetteSamples", toMatrix("silhouetteSamples", X), labels, options);
}

/** The mean of the silhouettes. */
export function silhouetteScore(
  X: MatrixLike,
  labels: Labels,
  { sampleSize, rng, ...options }: SilhouetteScoreOptions = {},
): number {
  const where = "silhouetteScore";
  const matrix = toMatrix(where, X);
  const all = sampleSize === undefined ? undefined : chosen(where, matrix.rows, sampleSize, rng);
  const rows = all === undefined ? matrix : takeSamples(matrix, all, options.metric === "precomputed");
  const values = silhouettes(
    where,
    rows,
    all === undefined ? labels : Array.from(all, (i): Label => labels[i]!),
    options,
  );
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function silhouettes(where: string, X: Matrix, labels: Labels, options: SilhouetteOptions): Float64Array {
  const clusters = requireClusters(where, X, labels);
  const { codes, K, sizes } = clusters;
  const sums = distancesToClusters(where, clusters, options);
  return Float64Array.from(codes, (own, i) => {
    if (sizes[own] === 1) return 0;
    const a = sums[i * K + own]! / (sizes[own]! - 1);
    let b = Number.POSITIVE_INFINITY;
    for (let k = 0; k < K; k++) if (k !== own) b = Math.min(b, sums[i * K + k]! / sizes[k]!);
    const scale = Math.max(a, b);
    return scale === 0 ? 0 : (b - a) / scale;
  });
}

/** Σ of the distances of each sample to those of each cluster, N × K row by row. */
function distancesToClusters(
  where: string,
  { X, codes, K }: Clusters,
  { metric = "euclidean", ...options }: SilhouetteOptions,
): Float64Array {
  const { rows: N, cols: F } = X;
  const sums = new Float64Array(N * K);
  if (metric === "precomputed") {
    requireDistances(where, X);
    for (let i = 0; i < N; i++) for (let j = 0; j < N; j++) sums[i * K + codes[j]!]! += X.data[i * N + j]!;
    return sums;
  }
  const { distance, A } = rowDistance(where, X, undefined, { ...options, metric });
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < i; j++) {
      const d = distance(A.data, i * F, A.data, j * F, F);
      sums[i * K + codes[j]!]! += d;
      sums[j * K + codes[i]!]! += d;
    }
  }
  return sums;
}

function requireDistances(where: string, { data, rows, cols }: Matrix): void {
  if (rows !== cols)
    throw new RangeError(`${where}: X is ${rows} × ${cols} and metric "precomputed", [N, N] is needed`);
  for (let i = 0; i < rows; i++) {
    if (data[i * rows + i] !== 0) {
      throw new RangeError(
        `${where}: X[${i}, ${i}] is ${data[i * rows + i]}, a distance of 0 to itself is needed`,
      );
    }
  }
}

function chosen(where: string, n: number, size: number, rng: Philox | undefined): Uint32Array {
  if (!Number.isInteger(size) || size < 1 || size > n) {
    throw new RangeError(
      `${where}: sampleSize ${size} of ${n} samples, a whole number from 1 to ${n} is needed`,
    );
  }
  if (rng === undefined)
    throw new RangeError(`${where}: sampleSize without rng, a Philox is needed to draw them`);
  const order = Array.from({ length: n }, (_, i) => i);
  rng.shuffle(order);
  return Uint32Array.from(order.slice(0, size));
}

function takeSamples(X: Matrix, rows: Uint32Array, square: boolean): Matrix {
  const taken = X.takeRows(rows);
  return square ? taken.takeColumns(rows) : taken;
}
