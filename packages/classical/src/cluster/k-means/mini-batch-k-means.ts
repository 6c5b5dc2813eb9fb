import { Philox } from "@blankfile/tensor";
import { Clusterer } from "../../estimator/clusterer.ts";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { integer, type Options, optional, real, withDefault } from "../../estimator/parameters.ts";
import type { Unlabelled } from "../../estimator/transformer.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { assignToCentres, emptyAssignment, inertiaOf } from "./assign.ts";
import { distancesTo, kMeansParameters, startingCentres } from "./k-means.ts";
import { kMeansPlusPlus } from "./k-means-plus-plus.ts";

const parameters = {
  ...kMeansParameters,
  /** Passes over the rows at most. */
  maxIter: integer(100, { min: 1 }),
  batchSize: integer(1024, { min: 1 }),
  /** Stops once centres move by less than this share of the mean variance; 0 leaves that to `maxNoImprovement`. */
  tol: real(0, { min: 0 }),
  /** Stops after so many batches without a better smoothed inertia. */
  maxNoImprovement: withDefault<number | null>(10, optional(integer(10, { min: 1 }))),
  /** Rows on which starts are compared; 3 · batchSize unless told. */
  initSize: optional(integer(1, { min: 1 })),
  /** A centre with fewer rows than this share of the largest's is put elsewhere now and then. */
  reassignmentRatio: real(0.01, { min: 0 }),
};

/**
 * k-means by batches: each row of a batch pulls its centre towards itself, less the more rows the centre has seen:
 *
 *   c ← c + (1/n_c) Σ_{x in batch} (x − c),   n_c rows so far
 *
 * Sculley 2010, Web-scale k-means clustering, https://doi.org/10.1145/1772690.1772862
 */
export class MiniBatchKMeans extends Clusterer<typeof parameters> {
  static {
    nameClass("MiniBatchKMeans", MiniBatchKMeans);
  }
  declare clusterCenters_: Matrix;
  declare inertia_: number;
  /** Passes, begun ones too. */
  declare nIter_: number;
  /** Batches. */
  declare nSteps_: number;

  constructor(options: Options<typeof parameters> = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true, isRandom: true };
  }

  protected learn({ X, sampleWeight, onProgress }: Unlabelled): void {
    const { nClusters: K, maxIter, randomState } = this.params;
    if (X.rows < K) this.refuse("fit", `X has ${X.rows} rows for nClusters ${K}, at least ${K} are needed`);
    const rng = new Philox(randomState);
    const centres = this.#start(X, sampleWeight, rng);
    const batchSize = Math.min(this.params.batchSize, X.rows);
    const steps = Math.ceil((maxIter * X.rows) / batchSize);
    const counts = new Float64Array(K);
    const watch = new Watch(this.params, X, batchSize);
    let step = 0;
    while (step < steps) {
      const rows = Int32Array.from({ length: batchSize }, () => rng.integer(X.rows));
      const before = centres.data.slice();
      const batch = X.takeRows(rows);
      const weight = sampleWeight && Float64Array.from(rows, (i) => sampleWeight[i]!);
      const inertia = pull(batch, centres, counts, weight);
      step++;
      // Once, after a pass over ten rows a centre, and now and then.
      if (step % Math.max(1, Math.ceil((10 * K) / batchSize)) === 0)
        reassign(batch, centres, counts, this.params.reassignmentRatio, rng);
      onProgress(step, steps);
      if (watch.isDone(step, inertia, before, centres.data)) break;
    }
    const out = emptyAssignment(X.rows);
    assignToCentres(X, centres, out);
    this.clusterCenters_ = centres;
    this.labels_ = out.labels;
    this.inertia_ = inertiaOf(out, sampleWeight);
    this.nSteps_ = step;
    this.nIter_ = Math.ceil((step * batchSize) / X.rows);
  }

  /** The best of three starts on some rows. */
  #start(X: Matrix, weight: Float64Array | undefined, rng: Philox): Matrix {
    const { nClusters: K, init, nInit, initSize, batchSize } = this.params;
    const size = Math.min(X.rows, Math.max(K, initSize ?? 3 * batchSize));
    const shift = new Float64Array(X.cols);
    if (typeof init !== "string") return startingCentres(this.name, X, X, this.params, 0, weight, shift);
    const starts = nInit === "auto" ? (init === "random" ? 3 : 1) : nInit;
    const order = rng.fork("init").shuffle(Int32Array.from({ length: X.rows }, (_, i) => i));
    const some = X.takeRows(order.slice(0, size));
    const held = X.takeRows(rng.fork("held").shuffle(order.slice()).slice(0, size));
    let best: { centres: Matrix; inertia: number } | undefined;
    for (let start = 0; start < starts; start++) {
      const draw = rng.fork(start);
      const rows =
        init === "k-means++"
          ? kMeansPlusPlus(some, K, draw)
          : draw.shuffle(Int32Array.from({ length: size }, (_, i) => i)).slice(0, K);
      const centres = some.takeRows(rows);
      const out = emptyAssignment(held.rows);
      assignToCentres(held, centres, out);
      const inertia = inertiaOf(out, undefined);
      if (!best || inertia < best.inertia) best = { centres, inertia };
    }
    return best!.centres;
  }

  /** The nearest centre of each row, [N]. */
  predict(X: MatrixLike): Int32Array {
    const matrix = this.checked("predict", X);
    const out = emptyAssignment(matrix.rows);
    assignToCentres(matrix, this.clusterCenters_, out);
    return out.labels;
  }

  /** The distance to each centre, [N, K]. */
  transform(X: MatrixLike): Matrix {
    return distancesTo(this.checked("transform", X), this.clusterCenters_);
  }
}

/** Moves the centres, in place; gives the batch's inertia a row, before the move. */
function pull(
  batch: Matrix,
  centres: Matrix,
  counts: Float64Array,
  weight: Float64Array | undefined,
): number {
  const out = emptyAssignment(batch.rows);
  assignToCentres(batch, centres, out);
  const F = batch.cols;
  for (let i = 0; i < batch.rows; i++) {
    const w = weight?.[i] ?? 1;
    if (w === 0) continue;
    const k = out.labels[i]!;
    counts[k]! += w;
    const rate = w / counts[k]!;
    for (let j = 0; j < F; j++)
      centres.data[k * F + j]! += rate * (batch.data[i * F + j]! - centres.data[k * F + j]!);
  }
  return inertiaOf(out, weight) / batch.rows;
}

/** Centres with hardly any rows go to random rows of the batch. */
function reassign(batch: Matrix, centres: Matrix, counts: Float64Array, ratio: number, rng: Philox): void {
  const limit = ratio * Math.max(...counts);
  const lonely = Array.from(counts.keys()).filter((k) => counts[k]! < limit);
  const least = Math.min(...counts.filter((count) => count >= limit));
  for (const k of lonely.slice(0, Math.floor(batch.rows / 2))) {
    centres.data.set(batch.row(rng.integer(batch.rows)), k * centres.cols);
    counts[k] = least;
  }
}

/** Whether the centres are at rest, or batches get no better. */
class Watch {
  readonly #tol: number;
  readonly #patience: number;
  readonly #alpha: number;
  #smoothed: number | undefined;
  #best = Number.POSITIVE_INFINITY;
  #waited = 0;

  constructor(
    { tol, maxNoImprovement }: { tol: number; maxNoImprovement: number | null },
    X: Matrix,
    batchSize: number,
  ) {
    this.#tol = tol * variance(X);
    this.#patience = maxNoImprovement ?? Number.POSITIVE_INFINITY;
    this.#alpha = Math.min(1, (2 * batchSize) / (X.rows + 1));
  }

  isDone(step: number, inertia: number, before: Float64Array, after: Float64Array): boolean {
    // The first batch still shows the start.
    if (step === 1) return false;
    this.#smoothed =
      this.#smoothed === undefined ? inertia : this.#smoothed * (1 - this.#alpha) + inertia * this.#alpha;
    if (this.#tol > 0) {
      let shift = 0;
      for (let at = 0; at < before.length; at++) shift += (before[at]! - after[at]!) ** 2;
      if (shift <= this.#tol) return true;
    }
    this.#waited = this.#smoothed < this.#best ? 0 : this.#waited + 1;
    this.#best = Math.min(this.#best, this.#smoothed);
    return this.#waited >= this.#patience;
  }
}

function variance({ data, rows, cols }: Matrix): number {
  let sum = 0;
  for (let j = 0; j < cols; j++) {
    let [mean, squares] = [0, 0];
    for (let i = 0; i < rows; i++) mean += data[i * cols + j]! / rows;
    for (let i = 0; i < rows; i++) squares += (data[i * cols + j]! - mean) ** 2 / rows;
    sum += squares / cols;
  }
  return sum;
}
