import { Philox } from "@blankfile/tensor";
import { type Sigmoid, sigmoidAt } from "../calibration/fit-sigmoid.ts";
import { argmaxRows, type Classified, Classifier } from "../estimator/classifier.ts";
import type { Traits } from "../estimator/estimator.ts";
import {
  boolean,
  choice,
  integer,
  type Parameters,
  randomState,
  real,
  type Values,
} from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { couplePairs } from "./couple-pairs.ts";
import { type Kernel, kernelOf, kernelParameters, requireSquareKernel } from "./kernels/kernel-function.ts";
import type { Machine, MachineOptions } from "./machines.ts";
import {
  decisions,
  pairsOf,
  pairWeights,
  scoresOf,
  trainPairs,
  votesOf,
  type WeightedPair,
} from "./one-vs-one.ts";
import { pairSigmoid } from "./pair-sigmoid.ts";

/** What both classifiers are told. */
export const svcParameters = {
  ...kernelParameters,
  shrinking: boolean(true),
  /** Whether predictProba is wanted: fit then trains five more machines for each pair. */
  probability: boolean(false),
  /** The violation of the optimality conditions at which to stop. */
  tol: real(1e-3, { above: 0 }),
  /** Memory for rows of the kernel, MB. */
  cacheSize: real(200, { above: 0 }),
  /** −1: none but 10⁷ and 100 N. */
  maxIter: integer(-1, { min: -1 }),
  /** Of more than two classes: a score for each class, or for each pair. */
  decisionFunctionShape: choice("ovr", "ovo"),
  /** Equal votes: false gives the first class, true the one of greatest score. */
  breakTies: boolean(false),
  /** Of the folds that probabilities are learnt from. */
  randomState,
};
export type SvcSettings = Values<typeof svcParameters>;

/** Support vector classification, one against one. Subclasses give the machine of a pair. */
export abstract class BaseSVC<P extends Parameters> extends Classifier<P> {
  /** Rows of X that are support vectors, class by class, [S]. */
  declare support_: Int32Array;
  /** [S, F] */
  declare supportVectors_: Matrix;
  /** How many of each class, [K]. */
  declare nSupport_: Int32Array;
  /** β, [K − 1, S]; of two classes positive for the second. */
  declare dualCoef_: Matrix;
  /** b, one for each pair; of two classes that of the second against the first. */
  declare intercept_: Float64Array;
  /** The kernel with γ as it is used. */
  declare kernel_: Kernel;
  /** A and B of each pair's sigmoid; with `probability` only. */
  declare probA_?: Float64Array;
  declare probB_?: Float64Array;
  /** Steps of each pair's machine. */
  declare nIter_: Int32Array;

  override get traits(): Traits {
    return { takesWeight: true, isRandom: this.settings().probability };
  }

  /** predictProba is there with `probability` only. */
  has(method: string): boolean {
    return method !== "predictProba" || this.settings().probability;
  }

  /** The weights of the columns for each pair, [P, F], where the kernel is linear; else undefined. */
  get coef_(): Matrix | undefined {
    if (!this.isFitted || this.kernel_.kind !== "linear") return undefined;
    const weights = pairWeights({ dualCoef: this.dualCoef_, nSupport: this.nSupport_ });
    const vectors = this.supportVectors_.transpose();
    return Matrix.fromRows(
      Array.from({ length: weights.rows }, (_, p) =>
        Float64Array.from({ length: vectors.rows }, (_, j) =>
          vectors.row(j).reduce((sum, x, s) => sum + x * weights.at(p, s), 0),
        ),
      ),
    );
  }

  /** Of two classes [N], above 0 for the second; else [N, K], or with "ovo" [N, K (K − 1) / 2], above 0 for the first of the pair. */
  decisionFunction(X: MatrixLike): Matrix | Float64Array {
    const found = this.#decisions(this.checked("decisionFunction", X));
    const K = this.classes_.length;
    if (K === 2) return found.data.map((f) => -f);
    return this.settings().decisionFunctionShape === "ovr" ? scoresOf(found, K) : found;
  }

  /** [N, K], learnt from held-out folds by Platt's sigmoid; it may disagree with predict. */
  predictProba(X: MatrixLike): Matrix {
    const queries = this.checked("predictProba", X);
    if (!this.probA_ || !this.probB_)
      this.refuse("predictProba", "probability was false in fit, true is needed; or CalibratedClassifierCV");
    const found = this.#decisions(queries);
    const K = this.classes_.length;
    const out = Matrix.zeros(queries.rows, K);
    for (let i = 0; i < queries.rows; i++) {
      const r = new Float64Array(K * K);
      for (const [at, [first, second]] of pairsOf(K).entries()) {
        const p = sigmoidAt({ A: this.probA_[at]!, B: this.probB_[at]! }, found.at(i, at));
        r[first * K + second] = Math.min(Math.max(p, 1e-7), 1 - 1e-7);
        r[second * K + first] = 1 - r[first * K + second]!;
      }
      out.row(i).set(couplePairs(r, K));
    }
    return out;
  }

  protected abstract settings(): SvcSettings;

  /** The weight of each sample, with that of its class. */
  protected abstract weights(data: Classified): Float64Array;

  protected abstract machine(pair: WeightedPair, options: MachineOptions): Machine;

  protected learn(data: Classified): void {
    const { X, y, classes, onProgress } = data;
    const settings = this.settings();
    const weight = this.weights(data);
    this.#requireWeight(y, weight);
    const kernel = kernelOf(settings, X, data.sampleWeight);
    requireSquareKernel(`${this.name}.fit`, kernel, X);
    const K = classes.length;
    const total = pairsOf(K).length * (settings.probability ? 2 : 1);
    const given = { X, y, K, kernel, cacheSize: settings.cacheSize };
    const sigmoids: Sigmoid[] = [];
    const trained = trainPairs(given, (pair, at) => {
      const weighted = { ...pair, weight: Float64Array.from(pair.samples, (i) => weight[i]!) };
      const machine = this.machine(weighted, settings);
      if (settings.probability)
        sigmoids.push(
          pairSigmoid(given, weighted, {
            train: (part) => this.machine(part, settings),
            rng: new Philox(settings.randomState).fork(at),
          }),
        );
      onProgress(at + 1, total);
      return machine;
    });
    const sign = K === 2 ? -1 : 1;
    this.kernel_ = kernel;
    this.support_ = trained.support;
    this.supportVectors_ = X.takeRows(trained.support);
    this.nSupport_ = trained.nSupport;
    this.dualCoef_ = new Matrix(
      trained.dualCoef.data.map((b) => sign * b),
      [K - 1, trained.support.length],
    );
    this.intercept_ = trained.intercept.map((b) => sign * b);
    this.nIter_ = trained.iterations;
    if (settings.probability) {
      this.probA_ = Float64Array.from(sigmoids, ({ A }) => A);
      this.probB_ = Float64Array.from(sigmoids, ({ B }) => B);
    }
    if (!(trained.violation <= settings.tol))
      this.warn(
        `stopped after ${trained.iterations.reduce((most, n) => Math.max(most, n), 0)} iterations with a violation of ${trained.violation}, ${settings.tol} is needed; a larger maxIter or scaled columns help`,
      );
  }

  protected codes(X: Matrix): Int32Array {
    const found = this.#decisions(X);
    const K = this.classes_.length;
    const { breakTies, decisionFunctionShape } = this.settings();
    const scores =
      breakTies && K > 2 && decisionFunctionShape === "ovr" ? scoresOf(found, K) : votesOf(found, K);
    return argmaxRows(scores);
  }

  /** Of each pair, above 0 for the first. */
  #decisions(X: Matrix): Matrix {
    const sign = this.classes_.length === 2 ? -1 : 1;
    const weights = pairWeights({ dualCoef: this.dualCoef_, nSupport: this.nSupport_ });
    const found = decisions(
      {
        kernel: this.kernel_,
        vectors: this.supportVectors_,
        weights,
        intercept: this.intercept_,
      },
      this.kernel_.kind === "precomputed" ? X.takeColumns(this.support_) : X,
    );
    return sign < 0
      ? new Matrix(
          found.data.map((f) => -f),
          [found.rows, found.cols],
        )
      : found;
  }

  #requireWeight(y: Int32Array, weight: Float64Array): void {
    const totals = new Float64Array(this.classes_.length);
    for (let i = 0; i < y.length; i++) totals[y[i]!]! += weight[i]!;
    const empty = totals.indexOf(0);
    if (empty >= 0)
      this.refuse(
        "fit",
        `all samples of class ${JSON.stringify(this.classes_[empty])} weigh 0, one above 0 is needed of each class`,
      );
  }
}
