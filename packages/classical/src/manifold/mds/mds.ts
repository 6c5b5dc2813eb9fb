import { Philox } from "@blankfile/tensor";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { choice, integer, type Options, randomState, real } from "../../estimator/parameters.ts";
import type { Unlabelled } from "../../estimator/transformer.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { pairwiseDistances } from "../../metrics/pairwise/pairwise-distances.ts";
import { Embedder } from "../embedder.ts";
import { classicalScaling } from "./classical-scaling.ts";
import { type SmacofRun, smacof } from "./smacof.ts";

const parameters = {
  nComponents: integer(2, { min: 1 }),
  metric: choice("euclidean", "manhattan", "chebyshev", "cosine", "precomputed"),
  /** Where points begin: where classical scaling puts them, or by chance. */
  init: choice("classical", "random"),
  /** With init "random": how many starts; the least stress is kept. */
  nInit: integer(4, { min: 1 }),
  maxIter: integer(300, { min: 1 }),
  /** Stops once a step lowers the stress by less than this share of Σ d². */
  eps: real(1e-6, { min: 0 }),
  randomState,
};

/** Multidimensional scaling: points whose distances come near to those of the rows, by `smacof`. Takes N² numbers of memory. */
export class MDS extends Embedder<typeof parameters> {
  static {
    nameClass("MDS", MDS);
  }
  /** Σ_{i<j} (d − δ)². */
  declare stress_: number;
  declare nIter_: number;
  /** δ, [N, N]. */
  declare dissimilarityMatrix_: Matrix;

  constructor(options: Options<typeof parameters> = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { minRows: 2, isRandom: true };
  }

  protected learn({ X, onProgress }: Unlabelled): void {
    const { nComponents, metric, init, nInit, maxIter, eps, randomState: seed } = this.params;
    if (metric === "precomputed" && X.rows !== X.cols)
      this.refuse(
        "fit",
        `X is ${X.rows} × ${X.cols} with metric "precomputed", a square of distances is needed`,
      );
    if (nComponents >= X.rows)
      this.refuse("fit", `nComponents is ${nComponents} for ${X.rows} rows, less than ${X.rows} are needed`);
    const delta =
      metric === "precomputed"
        ? new Matrix(X.data.slice(), [X.rows, X.cols])
        : pairwiseDistances(X, X, { metric });
    const starts = init === "random" ? nInit : 1;
    let best: SmacofRun | undefined;
    for (let start = 0; start < starts; start++) {
      const begin =
        init === "random"
          ? drawn(X.rows, nComponents, new Philox(seed).fork(start))
          : classicalScaling(delta, nComponents).embedding;
      const run = smacof(delta, begin, {
        maxIter,
        eps,
        onIteration: (iteration) => onProgress(start * maxIter + iteration, starts * maxIter),
      });
      if (!best || run.stress < best.stress) best = run;
    }
    this.embedding_ = best!.embedding;
    this.stress_ = best!.stress;
    this.nIter_ = best!.iterations;
    this.dissimilarityMatrix_ = delta;
    if (!best!.converged)
      this.warn(
        `stopped after ${maxIter} iterations while the stress, ${best!.stress.toPrecision(3)}, still fell, a fall of less than ${eps} is needed; a larger maxIter or eps helps`,
      );
  }
}

function drawn(N: number, D: number, rng: Philox): Matrix {
  return new Matrix(
    Float64Array.from({ length: N * D }, () => rng.uniform()),
    [N, D],
  );
}
