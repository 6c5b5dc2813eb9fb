import { Philox } from "@blankfile/tensor";
import { Clusterer } from "../../estimator/clusterer.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, integer, type Options, optional, real } from "../../estimator/parameters.ts";
import type { Unlabelled } from "../../estimator/transformer.ts";
import { validateX } from "../../estimator/validate.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { kNeighbors } from "../../neighbors/search/k-neighbors.ts";
import { assignToCentres, emptyAssignment } from "../k-means/assign.ts";

const parameters = {
  /** How far a mean looks; by `estimateBandwidth` unless told. */
  bandwidth: optional(real(1, { above: 0 })),
  /** Begin in the cells of a grid as wide as the bandwidth, not in every row. */
  binSeeding: boolean(false),
  /** With binSeeding: cells of fewer rows are not begun in. */
  minBinFreq: integer(1, { min: 1 }),
  /** Whether rows farther than the bandwidth from every centre go to the nearest, or are noise, −1. */
  clusterAll: boolean(true),
  maxIter: integer(300, { min: 1 }),
};

/**
 * Points climb to where rows are densest: each goes to the mean of the rows within the bandwidth, again and again. Where they end is a centre; of centres
 * nearer to each other than the bandwidth the one with most rows around it stays. Comaniciu and Meer 2002, https://doi.org/10.1109/34.1000236
 */
export class MeanShift extends Clusterer<typeof parameters> {
  static {
    nameClass("MeanShift", MeanShift);
  }
  /** [K, F] */
  declare clusterCenters_: Matrix;
  /** The most iterations that a point took. */
  declare nIter_: number;
  /** The one that was used. */
  declare bandwidth_: number;

  constructor(options: Options<typeof parameters> = {}) {
    super(parameters, options);
  }

  protected learn({ X, onProgress }: Unlabelled): void {
    const { maxIter, binSeeding, minBinFreq, clusterAll } = this.params;
    const bandwidth = this.params.bandwidth ?? estimateBandwidth(X);
    if (!(bandwidth > 0))
      this.refuse("fit", "the estimated bandwidth is 0, as rows repeat; a bandwidth above 0 is needed");
    const seeds = binSeeding ? binSeeds(X, bandwidth, minBinFreq) : X;
    const ends = Array.from({ length: seeds.rows }, (_, i) => {
      const end = climb(X, seeds.row(i), bandwidth, maxIter);
      onProgress(i + 1, seeds.rows);
      return end;
    }).filter(({ count }) => count > 0);
    if (ends.length === 0)
      this.refuse("fit", `no row is within ${bandwidth} of a start, a larger bandwidth is needed`);
    this.bandwidth_ = bandwidth;
    this.nIter_ = Math.max(...ends.map(({ iterations }) => iterations));
    this.clusterCenters_ = Matrix.fromRows(apart(ends, bandwidth));
    const out = emptyAssignment(X.rows);
    assignToCentres(X, this.clusterCenters_, out);
    this.labels_ = clusterAll
      ? out.labels
      : out.labels.map((label, i) => (Math.sqrt(out.distances[i]!) <= bandwidth ? label : -1));
  }

  /** The nearest centre of each row, [N]. */
  predict(X: MatrixLike): Int32Array {
    const matrix = this.checked("predict", X);
    const out = emptyAssignment(matrix.rows);
    assignToCentres(matrix, this.clusterCenters_, out);
    return out.labels;
  }
}

interface End {
  mean: Float64Array;
  count: number;
  iterations: number;
}

function climb(X: Matrix, start: Float64Array, bandwidth: number, maxIter: number): End {
  const limit = bandwidth ** 2;
  let mean = start.slice();
  for (let iteration = 0; ; iteration++) {
    const next = new Float64Array(X.cols);
    let count = 0;
    for (let i = 0; i < X.rows; i++) {
      let sum = 0;
      for (let j = 0; j < X.cols && sum <= limit; j++) sum += (X.data[i * X.cols + j]! - mean[j]!) ** 2;
      if (Math.sqrt(sum) > bandwidth) continue;
      count++;
      for (let j = 0; j < X.cols; j++) next[j]! += X.data[i * X.cols + j]!;
    }
    if (count === 0) return { mean, count, iterations: iteration };
    const moved = Math.hypot(...next.map((value, j) => value / count - mean[j]!));
    mean = next.map((value) => value / count);
    if (moved <= 1e-3 * bandwidth || iteration === maxIter) return { mean, count, iterations: iteration };
  }
}

/** The densest first; those within the bandwidth of one that stays go. */
function apart(ends: readonly End[], bandwidth: number): Float64Array[] {
  const different = new Map(ends.map((end) => [end.mean.join(","), end]));
  const sorted = [...different.values()].sort((a, b) => b.count - a.count || compare(b.mean, a.mean));
  const kept: Float64Array[] = [];
  for (const { mean } of sorted) {
    const isNear = kept.some(
      (other) => Math.hypot(...other.map((value, j) => value - mean[j]!)) <= bandwidth,
    );
    if (!isNear) kept.push(mean);
  }
  return kept;
}

function compare(a: Float64Array, b: Float64Array): number {
  const at = a.findIndex((value, j) => value !== b[j]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}

function binSeeds(X: Matrix, width: number, minCount: number): Matrix {
  const counts = new Map<string, { bin: number[]; count: number }>();
  for (let i = 0; i < X.rows; i++) {
    const bin = Array.from(X.row(i), (value) => Math.round(value / width));
    const known = counts.get(bin.join(",")) ?? { bin, count: 0 };
    known.count++;
    counts.set(bin.join(","), known);
  }
  const seeds = [...counts.values()]
    .filter(({ count }) => count >= minCount)
    .map(({ bin }) => bin.map((value) => value * width));
  return seeds.length === X.rows || seeds.length === 0 ? X : Matrix.fromRows(seeds);
}

/** The mean distance of a row to its farthest neighbour among the nearest `quantile` of all rows; of `nSamples` rows by chance where told. */
export function estimateBandwidth(
  X: MatrixLike,
  {
    quantile = 0.3,
    nSamples,
    randomState = 0,
  }: { quantile?: number; nSamples?: number; randomState?: number } = {},
): number {
  if (!(quantile > 0 && quantile <= 1))
    throw new RangeError(`estimateBandwidth: quantile is ${quantile}, a number > 0 and ≤ 1 is needed`);
  const all = validateX("estimateBandwidth", X);
  const order = Int32Array.from({ length: all.rows }, (_, i) => i);
  const matrix =
    nSamples === undefined || nSamples >= all.rows
      ? all
      : all.takeRows(new Philox(randomState).shuffle(order).slice(0, nSamples));
  const k = Math.max(1, Math.floor(matrix.rows * quantile));
  const { distances } = kNeighbors(matrix, matrix, k);
  let sum = 0;
  for (let i = 0; i < matrix.rows; i++) sum += distances[(i + 1) * k - 1]!;
  return sum / matrix.rows;
}
