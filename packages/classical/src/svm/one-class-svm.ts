import type { Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { OutlierDetector } from "../estimator/outlier-detector.ts";
import { type Options, real } from "../estimator/parameters.ts";
import type { Unlabelled } from "../estimator/transformer.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { machineParameters } from "./base-svr.ts";
import type { Kernel } from "./kernels/kernel-function.ts";
import { solveOneClass } from "./machines.ts";
import { columnWeights, evaluate, expand } from "./support-expansion.ts";

const parameters = {
  /** ν: at most this share of the samples is outside, at least this share are support vectors. */
  nu: real(0.5, { above: 0, max: 1 }),
  ...machineParameters,
};
export type OneClassSVMOptions = Options<typeof parameters>;

/**
 * The region that holds most samples, cut from the origin of the kernel's space: min ½ ‖w‖² − ρ + 1/(νN) Σ ξᵢ, w·φ(xᵢ) ≥ ρ − ξᵢ. Scores are
 * w·φ(x), offset_ is ρ. Schölkopf et al. 2001, https://doi.org/10.1162/089976601750264965
 */
export class OneClassSVM extends OutlierDetector<typeof parameters> {
  static {
    nameClass("OneClassSVM", OneClassSVM);
  }
  /** Rows of X with β ≠ 0, [S]. */
  declare support_: Int32Array;
  /** [S, F] */
  declare supportVectors_: Matrix;
  /** β, [1, S]. */
  declare dualCoef_: Matrix;
  /** −ρ, [1]. */
  declare intercept_: Float64Array;
  declare kernel_: Kernel;
  declare nIter_: number;

  constructor(options: OneClassSVMOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true };
  }

  /** The weights of the columns, [1, F], where the kernel is linear; else undefined. */
  get coef_(): Matrix | undefined {
    if (!this.isFitted) return undefined;
    return columnWeights({ kernel: this.kernel_, vectors: this.supportVectors_, dualCoef: this.dualCoef_ });
  }

  /** 1 inside, −1 outside. On the boundary, where support vectors lie up to tol, is inside, so that at most the share ν of fit is outside. */
  override predict(X: MatrixLike): Int32Array {
    const scores = this.scores(this.checked("predict", X));
    return Int32Array.from(scores, (score) => (score >= this.offset_ - this.params.tol ? 1 : -1));
  }

  protected learn({ X, sampleWeight }: Unlabelled): void {
    const { nu, tol } = this.params;
    const weight = sampleWeight ?? new Float64Array(X.rows).fill(1);
    const { expansion, machine } = expand(`${this.name}.fit`, X, { options: this.params, weight }, (rows) =>
      solveOneClass(rows, { weight, nu }, this.params),
    );
    this.kernel_ = expansion.kernel;
    this.support_ = expansion.support;
    this.supportVectors_ = expansion.vectors;
    this.dualCoef_ = expansion.dualCoef;
    this.intercept_ = expansion.intercept;
    this.offset_ = -machine.intercept;
    this.nIter_ = machine.iterations;
    if (!(machine.violation <= tol))
      this.warn(
        `stopped after ${machine.iterations} iterations with a violation of ${machine.violation}, ${tol} is needed; a larger maxIter or scaled columns help`,
      );
  }

  protected scores(X: Matrix): Float64Array {
    return evaluate(
      {
        kernel: this.kernel_,
        support: this.support_,
        vectors: this.supportVectors_,
        dualCoef: this.dualCoef_,
        intercept: new Float64Array(1),
      },
      X,
    );
  }
}
