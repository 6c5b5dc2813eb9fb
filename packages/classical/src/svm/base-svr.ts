import type { Traits } from "../estimator/estimator.ts";
import { boolean, integer, type Parameters, real, type Values } from "../estimator/parameters.ts";
import { type Measured, Regressor } from "../estimator/regressor.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { type Kernel, kernelParameters } from "./kernels/kernel-function.ts";
import type { KernelRows } from "./kernels/kernel-rows.ts";
import type { Machine } from "./machines.ts";
import { columnWeights, type Expansion, evaluate, expand } from "./support-expansion.ts";

/** What both regressors and the one-class machine are told. */
export const machineParameters = {
  ...kernelParameters,
  shrinking: boolean(true),
  /** The violation of the optimality conditions at which to stop. */
  tol: real(1e-3, { above: 0 }),
  /** Memory for rows of the kernel, MB. */
  cacheSize: real(200, { above: 0 }),
  /** −1: none but 10⁷ and 200 N. */
  maxIter: integer(-1, { min: -1 }),
};
export type MachineSettings = Values<typeof machineParameters>;

/** Support vector regression: ŷ = Σ βᵢ k(xᵢ, x) + b. Subclasses give the machine. */
export abstract class BaseSVR<P extends Parameters> extends Regressor<P> {
  /** Rows of X with β ≠ 0, [S]. */
  declare support_: Int32Array;
  /** [S, F] */
  declare supportVectors_: Matrix;
  /** β, [1, S]. */
  declare dualCoef_: Matrix;
  /** b, [1]. */
  declare intercept_: Float64Array;
  /** The kernel with γ as it is used. */
  declare kernel_: Kernel;
  declare nIter_: number;

  override get traits(): Traits {
    return { takesWeight: true };
  }

  /** The weights of the columns, [1, F], where the kernel is linear; else undefined. */
  get coef_(): Matrix | undefined {
    return this.isFitted ? columnWeights(this.#expansion()) : undefined;
  }

  protected abstract settings(): MachineSettings;

  protected abstract machine(rows: KernelRows, data: { t: Float64Array; weight: Float64Array }): Machine;

  protected learn({ X, y, sampleWeight }: Measured): void {
    const settings = this.settings();
    const weight = sampleWeight ?? new Float64Array(X.rows).fill(1);
    const { expansion, machine } = expand(`${this.name}.fit`, X, { options: settings, weight }, (rows) =>
      this.machine(rows, { t: y, weight }),
    );
    this.kernel_ = expansion.kernel;
    this.support_ = expansion.support;
    this.supportVectors_ = expansion.vectors;
    this.dualCoef_ = expansion.dualCoef;
    this.intercept_ = expansion.intercept;
    this.nIter_ = machine.iterations;
    if (!(machine.violation <= settings.tol))
      this.warn(
        `stopped after ${machine.iterations} iterations with a violation of ${machine.violation}, ${settings.tol} is needed; a larger maxIter or scaled columns help`,
      );
  }

  protected values(X: Matrix): Float64Array {
    return evaluate(this.#expansion(), X);
  }

  #expansion(): Expansion {
    return {
      kernel: this.kernel_,
      support: this.support_,
      vectors: this.supportVectors_,
      dualCoef: this.dualCoef_,
      intercept: this.intercept_,
    };
  }
}
