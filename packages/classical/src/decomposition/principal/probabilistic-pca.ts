/**
 * Principal axes as the maximum likelihood of a model with hidden variables, found by expectation and maximisation.
 *
 *   x = W z + μ + ε,   z ~ N(0, I_K),   ε ~ N(0, σ² I_F)        so x ~ N(μ, W Wᵀ + σ² I)
 *
 *   M  = Wᵀ W + σ² I                                           E: z | x ~ N(M⁻¹ Wᵀ (x − μ), σ² M⁻¹)
 *   W̃  = S W (σ² I + M⁻¹ Wᵀ S W)⁻¹                             M: both at once, through the covariance S over N
 *   σ̃² = tr(S − S W M⁻¹ W̃ᵀ) / F
 *
 * Tipping and Bishop 1999, https://doi.org/10.1111/1467-9868.00196. The maximum is known: W = V (Λ − σ² I)^½ R with the K largest
 * eigenvalues of S, σ² the mean of the others; PCA computes it directly. EM converges by the ratio of neighbouring eigenvalues a step.
 * Where X varies in no more than K directions, σ² goes to 0, at which EM stands still before W is found; the limit, W = V Λ^½, is taken then, further
 * columns 0, σ² 1e-15 of the mean variance, and nIter_ 0.
 * The W found is turned to principal axes, the R for which its columns are orthogonal.
 */

import { inv, Philox } from "@blankfile/tensor";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { integer, type Options, optional, randomState, real } from "../../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import { columnMeans, subtractColumns } from "../../matrix/columns.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { multiply, multiplyTransposed, transposedMultiply } from "../../matrix/products.ts";
import { centeredGram } from "../factorisations/centered-gram.ts";
import { flipByRows } from "../factorisations/flip-signs.ts";
import { covarianceAxes, thinSvd } from "../factorisations/thin-svd.ts";
import { logDensityOfFactors } from "./log-density-of-factors.ts";

const parameters = {
  /** K, at most F; null for F − 1. */
  nComponents: optional(integer(2, { min: 1 })),
  /** The change of W and σ² in a step, as a share of their size, at which to stop. */
  tol: real(1e-8, { min: 0 }),
  maxIter: integer(5000, { min: 1 }),
  randomState,
};

export type ProbabilisticPCAOptions = Options<typeof parameters>;

export class ProbabilisticPCA extends Transformer<typeof parameters> {
  static {
    nameClass("ProbabilisticPCA", ProbabilisticPCA);
  }

  /** μ, [F]. */
  declare mean_: Float64Array;
  /** Wᵀ, rows orthogonal and not of length 1, from the longest, [K, F]. */
  declare components_: Matrix;
  /** σ² */
  declare noiseVariance_: number;
  declare nIter_: number;

  constructor(options: ProbabilisticPCAOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { minRows: 2 };
  }

  /** log N(x; μ, W Wᵀ + σ² I) of each row, [N]. */
  scoreSamples(X: MatrixLike): Float64Array {
    const noise = new Float64Array(this.checked("scoreSamples", X).cols).fill(this.noiseVariance_);
    return logDensityOfFactors(
      subtractColumns(this.checked("scoreSamples", X), this.mean_),
      this.components_,
      noise,
    );
  }

  /** The mean of scoreSamples. */
  score(X: MatrixLike): number {
    const scores = this.scoreSamples(X);
    return scores.reduce((sum, value) => sum + value, 0) / scores.length;
  }

  override getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return this.numbered("probabilisticpca", this.components_.rows);
  }

  protected learn({ X, onProgress }: Unlabelled): void {
    const F = X.cols;
    const K = this.params.nComponents ?? Math.max(1, F - 1);
    if (K > F) this.refuse("fit", `nComponents is ${K} of ${F} columns, at most ${F} is needed`);
    this.mean_ = columnMeans(X);
    const { S, size } = this.#covariance(X);
    const axes = this.#axesOfAll(X);
    const isWhole = axes.length <= K;
    const { W, noise } = isWhole ? { W: undefined, noise: leastNoise } : this.#maximise(S, K, onProgress);
    if (isWhole) this.nIter_ = 0;
    this.noiseVariance_ = noise * size;
    this.components_ = Matrix.zeros(K, F);
    if (W) this.components_.data.set(alongAxes(W).data.map((value) => value * Math.sqrt(size)));
    else for (const [k, axis] of axes.entries()) this.components_.row(k).set(axis);
    flipByRows(this.components_);
  }

  /** W and σ² in the units of S by EM. */
  #maximise(S: Matrix, K: number, onProgress: Unlabelled["onProgress"]): { W: Matrix; noise: number } {
    const { maxIter, tol } = this.params;
    const rng = new Philox(this.params.randomState);
    let state = {
      W: new Matrix(
        Float64Array.from({ length: S.rows * K }, () => rng.normal()),
        [S.rows, K],
      ),
      noise: 1,
    };
    for (let step = 1; ; step++) {
      const next = stepOf(S, state.W, state.noise);
      const change = changeOf(state, next);
      state = next;
      this.nIter_ = step;
      if (change <= tol) return state;
      if (step === maxIter) {
        this.warn(
          `stopped after ${maxIter} iterations with a change of ${change.toExponential(1)}, ${tol} is needed; a larger maxIter helps, PCA needs none`,
        );
        return state;
      }
      if (step % 50 === 0) onProgress(step, maxIter);
    }
  }

  /** √λ_k v_k of all directions in which X varies; those whose variance is rounding beside the largest do not count. */
  #axesOfAll(X: Matrix): Float64Array[] {
    const { S: sizes, Vt } = thinSvd(subtractColumns(X, this.mean_));
    const lengths = sizes.filter((size) => size > 1e-7 * sizes[0]!);
    return Array.from(lengths, (size, k) => Vt.row(k).map((v) => (v * size) / Math.sqrt(X.rows)));
  }

  /** S over the mean variance of a column, and that mean: EM multiplies variances, which must not leave float64. */
  #covariance(X: Matrix): { S: Matrix; size: number } {
    const S = centeredGram(X, this.mean_);
    const size = Math.max(trace(S) / X.rows / X.cols, 1e-200);
    for (let at = 0; at < S.data.length; at++) S.data[at]! /= X.rows * size;
    return { S, size };
  }

  /** E[z | x] = M⁻¹ Wᵀ (x − μ). */
  protected change(X: Matrix): Matrix {
    const M = multiplyTransposed(this.components_, this.components_);
    addToDiagonal(M, this.noiseVariance_);
    const projected = multiplyTransposed(subtractColumns(X, this.mean_), this.components_);
    return multiply(projected, inverse(M));
  }
}

/** σ² at least, as a share of the mean variance: one of 0 has no density. Far below rounding of S. */
const leastNoise = 1e-15;

/** One step of EM: W̃ and σ̃². */
function stepOf(S: Matrix, W: Matrix, noise: number): { W: Matrix; noise: number } {
  const M = transposedMultiply(W, W);
  addToDiagonal(M, noise);
  const Minverse = inverse(M);
  const SW = multiply(S, W);
  const inner = multiply(Minverse, transposedMultiply(W, SW));
  addToDiagonal(inner, noise);
  const next = multiply(SW, inverse(inner));
  const explained = multiply(SW, Minverse);
  let rest = trace(S);
  for (let at = 0; at < next.data.length; at++) rest -= explained.data[at]! * next.data[at]!;
  return { W: next, noise: Math.max(rest / S.rows, leastNoise) };
}

/** W R whose columns are orthogonal: W = U diag(s) Vᵀ turned to U diag(s), through Wᵀ W = V diag(s²) Vᵀ. */
function alongAxes(W: Matrix): Matrix {
  const { Vt } = covarianceAxes(transposedMultiply(W, W));
  const turned = multiplyTransposed(Vt, W);
  flipByRows(turned);
  return turned;
}

function changeOf(old: { W: Matrix; noise: number }, next: { W: Matrix; noise: number }): number {
  let [moved, size] = [0, 0];
  for (let at = 0; at < old.W.data.length; at++) {
    moved += (next.W.data[at]! - old.W.data[at]!) ** 2;
    size += next.W.data[at]! ** 2;
  }
  return Math.max(Math.sqrt(moved / Math.max(size, 1e-300)), Math.abs(next.noise - old.noise) / next.noise);
}

function inverse(A: Matrix): Matrix {
  return new Matrix(inv(A.toTensor()).data as Float64Array, [A.rows, A.cols]);
}

function addToDiagonal(A: Matrix, value: number): void {
  for (let i = 0; i < A.rows; i++) A.data[i * A.cols + i]! += value;
}

function trace(A: Matrix): number {
  let sum = 0;
  for (let i = 0; i < A.rows; i++) sum += A.at(i, i);
  return sum;
}
