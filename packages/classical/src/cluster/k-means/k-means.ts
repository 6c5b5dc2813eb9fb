import { Philox } from "@blankfile/tensor";
import { Clusterer } from "../../estimator/clusterer.ts";
import type { FitOptions, Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import {
  choice,
  custom,
  either,
  integer,
  type Options,
  randomState,
  real,
} from "../../estimator/parameters.ts";
import type { Unlabelled } from "../../estimator/transformer.ts";
import { validateWeight } from "../../estimator/validate.ts";
import { columnMeans, subtractColumns } from "../../matrix/columns.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { assignToCentres, emptyAssignment, inertiaOf } from "./assign.ts";
import { elkan } from "./elkan.ts";
import { kMeansPlusPlus } from "./k-means-plus-plus.ts";
import { type KMeansRun, lloyd } from "./lloyd.ts";

const rowsOfCentres = custom<readonly (readonly number[])[]>(
  [],
  (value) => Array.isArray(value) && value.length > 0 && value.every((row) => Array.isArray(row)),
  "a list of centres",
);

export const kMeansParameters = {
  /** K. */
  nClusters: integer(8, { min: 1 }),
  /** Where the centres begin: far apart by chance, in random rows, or here. */
  init: either(choice("k-means++", "random"), rowsOfCentres),
  /** How many starts; the best end is kept. "auto" is 1, and 10 with init "random". */
  nInit: either(choice("auto"), integer(1, { min: 1 })),
  maxIter: integer(300, { min: 1 }),
  /** Centres are at rest once they move by less than this share of the mean variance of the columns. */
  tol: real(1e-4, { min: 0 }),
  randomState,
};

const parameters = {
  ...kMeansParameters,
  /** "elkan" computes fewer distances, with N · K numbers of memory; the labels are the same. */
  algorithm: choice("lloyd", "elkan"),
};

export type KMeansOptions = Options<typeof parameters>;

/** K centres such that the rows are near to theirs: the least Σᵢ wᵢ ‖xᵢ − c(xᵢ)‖² that a few starts of `lloyd` find. */
export class KMeans extends Clusterer<typeof parameters> {
  static {
    nameClass("KMeans", KMeans);
  }
  /** [K, F] */
  declare clusterCenters_: Matrix;
  /** Σᵢ wᵢ ‖xᵢ − c(xᵢ)‖². */
  declare inertia_: number;
  declare nIter_: number;

  constructor(options: KMeansOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true, isRandom: true };
  }

  protected learn({ X, sampleWeight, onProgress }: Unlabelled): void {
    const { nClusters: K, maxIter, tol, algorithm } = this.params;
    if (X.rows < K) this.refuse("fit", `X has ${X.rows} rows for nClusters ${K}, at least ${K} are needed`);
    // Near the origin distances lose fewer digits.
    const shift = columnMeans(X);
    const centred = subtractColumns(X, shift);
    const starts = startsOf(this.params);
    let best: KMeansRun | undefined;
    for (let start = 0; start < starts; start++) {
      const from = startingCentres(this.name, X, centred, this.params, start, sampleWeight, shift);
      const run = (algorithm === "elkan" && K > 1 ? elkan : lloyd)(centred, from, {
        maxIter,
        tol: tol * meanVariance(centred),
        weight: sampleWeight,
        onIteration: (iteration) => onProgress(start * maxIter + iteration, starts * maxIter),
      });
      if (!best || run.inertia < best.inertia) best = run;
    }
    const { labels, centres, inertia, iterations, converged } = best!;
    this.labels_ = labels;
    this.clusterCenters_ = subtractColumns(
      centres,
      shift.map((value) => -value),
    );
    this.inertia_ = inertia;
    this.nIter_ = iterations;
    const found = new Set(labels).size;
    if (found < K)
      this.warn(
        `${found} different clusters of ${K} were found, as rows repeat; a smaller nClusters fits them`,
      );
    if (!converged)
      this.warn(
        `stopped after ${maxIter} iterations while labels changed, centres that move by less than tol, ${tol}, are needed; a larger maxIter helps`,
      );
  }

  /** The nearest centre of each row, [N]. */
  predict(X: MatrixLike): Int32Array {
    return this.#assign("predict", X).labels;
  }

  /** The distance to each centre, [N, K]. */
  transform(X: MatrixLike): Matrix {
    return distancesTo(this.checked("transform", X), this.clusterCenters_);
  }

  /** −Σᵢ wᵢ ‖xᵢ − c(xᵢ)‖². */
  score(X: MatrixLike, _y?: unknown, { sampleWeight }: Pick<FitOptions, "sampleWeight"> = {}): number {
    const assignment = this.#assign("score", X);
    const weight = sampleWeight && validateWeight("KMeans.score", sampleWeight, assignment.labels.length);
    return -inertiaOf(assignment, weight);
  }

  #assign(method: string, X: MatrixLike) {
    const matrix = this.checked(method, X);
    const out = emptyAssignment(matrix.rows);
    assignToCentres(matrix, this.clusterCenters_, out);
    return out;
  }
}

interface StartOptions {
  readonly nClusters: number;
  readonly init: "k-means++" | "random" | readonly (readonly number[])[];
  readonly nInit: "auto" | number;
  readonly randomState: number;
}

/** How many starts there are. Given centres are one. */
export function startsOf({ init, nInit }: StartOptions): number {
  if (typeof init !== "string") return 1;
  return nInit === "auto" ? (init === "random" ? 10 : 1) : nInit;
}

/** The centres of one start, in the shifted columns. */
export function startingCentres(
  where: string,
  X: Matrix,
  centred: Matrix,
  { nClusters: K, init, randomState: seed }: StartOptions,
  start: number,
  weight: Float64Array | undefined,
  shift: Float64Array,
): Matrix {
  const rng = new Philox(seed).fork(start);
  if (init === "k-means++") return centred.takeRows(kMeansPlusPlus(centred, K, rng, weight));
  if (init === "random") {
    const order = rng.shuffle(Int32Array.from({ length: X.rows }, (_, i) => i));
    return centred.takeRows(order.slice(0, K));
  }
  const given = Matrix.fromRows(init as number[][]);
  if (given.rows !== K || given.cols !== X.cols) {
    throw new RangeError(
      `${where}.fit: init has ${given.rows} centres of ${given.cols} numbers, ${K} of ${X.cols} are needed`,
    );
  }
  return subtractColumns(given, shift);
}

export function distancesTo(X: Matrix, centres: Matrix): Matrix {
  const out = Matrix.zeros(X.rows, centres.rows);
  for (let i = 0; i < X.rows; i++) {
    for (let k = 0; k < centres.rows; k++) {
      let sum = 0;
      for (let j = 0; j < X.cols; j++) sum += (X.data[i * X.cols + j]! - centres.data[k * X.cols + j]!) ** 2;
      out.data[i * centres.rows + k] = Math.sqrt(sum);
    }
  }
  return out;
}

/** Of columns with mean 0. */
export function meanVariance({ data }: Matrix): number {
  let sum = 0;
  for (let at = 0; at < data.length; at++) sum += data[at]! * data[at]!;
  return sum / data.length;
}
