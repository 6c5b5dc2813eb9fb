import { logsumexp } from "@blankfile/statistics";
import { cholesky, Philox, Tensor } from "@blankfile/tensor";
import { argmaxRows } from "../../estimator/classifier.ts";
import { Clusterer } from "../../estimator/clusterer.ts";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import {
  choice,
  custom,
  integer,
  type Options,
  optional,
  randomState,
  real,
} from "../../estimator/parameters.ts";
import type { Unlabelled } from "../../estimator/transformer.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { kMeansPlusPlus } from "../k-means/k-means-plus-plus.ts";
import { lloyd } from "../k-means/lloyd.ts";
import { estimateGaussians, type Gaussians, logJoint } from "./gaussians.ts";

type Rows = readonly (readonly number[])[];
const rows = custom<Rows>(
  [],
  (value) => Array.isArray(value) && value.every(Array.isArray),
  "rows of numbers",
);
const numbers = custom<readonly number[]>(
  [],
  (value) => Array.isArray(value) && value.every((one) => typeof one === "number"),
  "numbers",
);

const parameters = {
  /** K. */
  nComponents: integer(1, { min: 1 }),
  /** Each component its own Σ, one Σ for all, its own diagonal, or its own variance. */
  covarianceType: choice("full", "tied", "diag", "spherical"),
  /** EM stops once the mean log-likelihood of a row grows by less. */
  tol: real(1e-3, { min: 0 }),
  /** ε, added to the diagonals of Σ. */
  regCovar: real(1e-6, { min: 0 }),
  maxIter: integer(100, { min: 1 }),
  /** How many starts; the likeliest end is kept. */
  nInit: integer(1, { min: 1 }),
  initParams: choice("kmeans", "k-means++", "random"),
  /** π, μ and Σ to begin with, in the shapes of `weights_`, `means_` and `covariances_` (of "full" one matrix under the other). */
  weightsInit: optional(numbers),
  meansInit: optional(rows),
  covariancesInit: optional(rows),
  randomState,
};

/**
 * A mixture of K normal distributions, by EM:
 *
 *   E  r_ik = π_k N(xᵢ; μ_k, Σ_k) / Σ_c π_c N(xᵢ; μ_c, Σ_c)
 *   M  π, μ, Σ of rows with weights r: `estimateGaussians`
 *
 * Each round raises the log-likelihood Σᵢ ln Σ_k π_k N(xᵢ; μ_k, Σ_k) or leaves it. Dempster, Laird and Rubin 1977,
 * https://doi.org/10.1111/j.2517-6161.1977.tb01600.x
 */
export class GaussianMixture extends Clusterer<typeof parameters> {
  static {
    nameClass("GaussianMixture", GaussianMixture);
  }
  declare weights_: Float64Array;
  declare means_: Matrix;
  declare covariances_: Matrix;
  declare converged_: boolean;
  declare nIter_: number;
  /** The mean log-likelihood of a row. */
  declare lowerBound_: number;
  /** It after each round of the start that was kept. */
  declare lowerBounds_: Float64Array;

  constructor(options: Options<typeof parameters> = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { minRows: 2, isRandom: true };
  }

  protected learn({ X, onProgress }: Unlabelled): void {
    const { nComponents: K, nInit, maxIter, randomState: seed } = this.params;
    if (X.rows < K) this.refuse("fit", `X has ${X.rows} rows for nComponents ${K}, at least ${K} are needed`);
    let best: Run | undefined;
    for (let start = 0; start < nInit; start++) {
      const begin = this.#start(X, new Philox(seed).fork(start));
      const run = expectationMaximization(X, begin, this.params, (iteration) =>
        onProgress(start * maxIter + iteration, nInit * maxIter),
      );
      if (!best || run.bounds.at(-1)! > best.bounds.at(-1)!) best = run;
    }
    const { gaussians, bounds, converged } = best!;
    this.weights_ = gaussians.weights;
    this.means_ = gaussians.means;
    this.covariances_ = gaussians.covariances;
    this.converged_ = converged;
    this.nIter_ = bounds.length;
    this.lowerBounds_ = Float64Array.from(bounds);
    this.lowerBound_ = bounds.at(-1)!;
    this.labels_ = argmaxRows(logJoint(X, gaussians));
    if (!converged) {
      const last = bounds.at(-1)! - (bounds.at(-2) ?? Number.NEGATIVE_INFINITY);
      this.warn(
        `stopped after ${maxIter} iterations while the bound grew by ${last.toPrecision(3)}, less than tol ${this.params.tol} is needed; a larger maxIter or another start helps`,
      );
    }
  }

  #start(X: Matrix, rng: Philox): Gaussians {
    const { covarianceType, regCovar, weightsInit, meansInit, covariancesInit, nComponents: K } = this.params;
    const estimated = estimateGaussians(X, this.#firstResponsibilities(X, rng), covarianceType, regCovar);
    const means = meansInit ? shaped("meansInit", meansInit, [K, X.cols]) : estimated.means;
    const shape = {
      full: [K * X.cols, X.cols],
      tied: [X.cols, X.cols],
      diag: [K, X.cols],
      spherical: [K, 1],
    }[covarianceType];
    const covariances = covariancesInit
      ? shaped("covariancesInit", covariancesInit, shape as [number, number])
      : estimated.covariances;
    const weights = weightsInit ? Float64Array.from(weightsInit) : estimated.weights;
    if (
      weights.length !== K ||
      Math.abs(weights.reduce((sum, w) => sum + w, 0) - 1) > 1e-6 ||
      weights.some((w) => w < 0)
    )
      this.refuse("fit", `weightsInit is ${weights.join(", ")}, ${K} numbers ≥ 0 that sum to 1 are needed`);
    return { kind: covarianceType, weights, means, covariances };
  }

  #firstResponsibilities(X: Matrix, rng: Philox): Matrix {
    const { nComponents: K, initParams } = this.params;
    const out = Matrix.zeros(X.rows, K);
    if (initParams === "random") {
      for (let i = 0; i < X.rows; i++) {
        const row = out.row(i);
        let sum = 0;
        for (let k = 0; k < K; k++) sum += row[k] = rng.uniform();
        for (let k = 0; k < K; k++) row[k]! /= sum;
      }
      return out;
    }
    const seeds = kMeansPlusPlus(X, K, rng);
    if (initParams === "k-means++") {
      for (const [k, i] of seeds.entries()) out.data[i * K + k] = 1;
      return out;
    }
    const options = { maxIter: 300, tol: 0, weight: undefined, onIteration: () => {} };
    const { labels } = lloyd(X, X.takeRows(seeds), options);
    for (const [i, label] of labels.entries()) out.data[i * K + label] = 1;
    return out;
  }

  get #gaussians(): Gaussians {
    return {
      kind: this.params.covarianceType,
      weights: this.weights_,
      means: this.means_,
      covariances: this.covariances_,
    };
  }

  /** The likeliest component of each row, [N]. */
  predict(X: MatrixLike): Int32Array {
    return argmaxRows(logJoint(this.checked("predict", X), this.#gaussians));
  }

  /** r, [N, K]. */
  predictProba(X: MatrixLike): Matrix {
    return expectation(this.checked("predictProba", X), this.#gaussians).responsibilities;
  }

  /** ln p(xᵢ), [N]. */
  scoreSamples(X: MatrixLike): Float64Array {
    const joint = logJoint(this.checked("scoreSamples", X), this.#gaussians);
    return Float64Array.from({ length: joint.rows }, (_, i) => logsumexp(joint.row(i)));
  }

  /** The mean of ln p(xᵢ). */
  score(X: MatrixLike): number {
    const scores = this.scoreSamples(X);
    return scores.reduce((sum, value) => sum + value, 0) / scores.length;
  }

  /** Schwarz 1978: p ln N − 2 ln L, p the free parameters; the lower, the better. */
  bic(X: MatrixLike): number {
    const scores = this.scoreSamples(X);
    return (
      this.#freeParameters() * Math.log(scores.length) - 2 * scores.reduce((sum, value) => sum + value, 0)
    );
  }

  /** Akaike 1974: 2 p − 2 ln L. */
  aic(X: MatrixLike): number {
    return 2 * this.#freeParameters() - 2 * this.scoreSamples(X).reduce((sum, value) => sum + value, 0);
  }

  #freeParameters(): number {
    const [K, F] = [this.weights_.length, this.nFeaturesIn_!];
    const ofCovariances = { full: (K * F * (F + 1)) / 2, tied: (F * (F + 1)) / 2, diag: K * F, spherical: K };
    return ofCovariances[this.params.covarianceType] + K * F + K - 1;
  }

  /** New rows, and the component that each was drawn from. */
  sample(count: number, rng: Philox): { X: Matrix; labels: Int32Array } {
    this.requireFitted("sample");
    const F = this.nFeaturesIn_!;
    const factors = Array.from(this.weights_, (_, k) => factorOf(this.#gaussians, k, F));
    const X = Matrix.zeros(count, F);
    const labels = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      let left = rng.uniform();
      let k = 0;
      while (k < this.weights_.length - 1 && left >= this.weights_[k]!) left -= this.weights_[k++]!;
      labels[i] = k;
      const z = Float64Array.from({ length: F }, () => rng.normal());
      for (let p = 0; p < F; p++) {
        let value = this.means_.at(k, p);
        for (let q = 0; q <= p; q++) value += factors[k]!.at(p, q) * z[q]!;
        X.data[i * F + p] = value;
      }
    }
    return { X, labels };
  }
}

interface Run {
  gaussians: Gaussians;
  /** The mean log-likelihood before each round. */
  bounds: number[];
  converged: boolean;
}

/** EM from one start. */
function expectationMaximization(
  X: Matrix,
  start: Gaussians,
  { tol, maxIter, regCovar }: { tol: number; maxIter: number; regCovar: number },
  onIteration: (iteration: number) => void,
): Run {
  let gaussians = start;
  const bounds: number[] = [];
  let converged = false;
  for (let iteration = 1; iteration <= maxIter && !converged; iteration++) {
    const { responsibilities, bound } = expectation(X, gaussians);
    gaussians = estimateGaussians(X, responsibilities, start.kind, regCovar);
    converged = Math.abs(bound - (bounds.at(-1) ?? Number.NEGATIVE_INFINITY)) < tol;
    bounds.push(bound);
    onIteration(iteration);
  }
  return { gaussians, bounds, converged };
}

function expectation(X: Matrix, gaussians: Gaussians): { responsibilities: Matrix; bound: number } {
  const joint = logJoint(X, gaussians);
  let total = 0;
  for (let i = 0; i < joint.rows; i++) {
    const row = joint.row(i);
    const whole = logsumexp(row);
    total += whole;
    for (let k = 0; k < row.length; k++) row[k] = Math.exp(row[k]! - whole);
  }
  return { responsibilities: joint, bound: total / X.rows };
}

function factorOf({ kind, covariances }: Gaussians, k: number, F: number): Matrix {
  const out = Matrix.zeros(F, F);
  if (kind === "spherical" || kind === "diag") {
    for (let j = 0; j < F; j++)
      out.data[j * F + j] = Math.sqrt(kind === "diag" ? covariances.at(k, j) : covariances.data[k]!);
    return out;
  }
  const start = kind === "tied" ? 0 : k * F * F;
  const L = cholesky(new Tensor(covariances.data.slice(start, start + F * F), [F, F], "float64"));
  return new Matrix(L.data as Float64Array, [F, F]);
}

function shaped(name: string, given: Rows, [rowCount, cols]: readonly [number, number]): Matrix {
  const matrix = Matrix.fromRows(given as number[][]);
  if (matrix.rows === rowCount && matrix.cols === cols) return matrix;
  throw new RangeError(
    `GaussianMixture.fit: ${name} is ${matrix.rows} × ${matrix.cols}, ${rowCount} × ${cols} is needed`,
  );
}
