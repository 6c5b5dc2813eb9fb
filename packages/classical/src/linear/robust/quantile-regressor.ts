import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, type Options, real } from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { LinearModel } from "../linear-model.ts";
import { minimizePinball, type PinballRows } from "./quantile-simplex.ts";

const parameters = {
  /** τ, the share of the targets that lies below the prediction. */
  quantile: real(0.5, { above: 0, below: 1 }),
  /** α, the weight of Σ|w_j|. */
  alpha: real(1, { min: 0 }),
  fitIntercept: boolean(true),
};
export type QuantileRegressorOptions = Options<typeof parameters>;

/**
 * The conditional quantile τ as a linear function: w, b minimise
 *
 *   1/Σwᵢ · Σᵢ wᵢ ρ(yᵢ − b − xᵢᵀw) + α Σ|w_j|,   ρ(r) = τ r for r ≥ 0,  (τ − 1) r below
 *
 * exactly, as a linear programme. τ = ½ is least absolute deviations. Koenker and Bassett 1978, https://doi.org/10.2307/1913643
 */
export class QuantileRegressor extends LinearModel<typeof parameters> {
  static {
    nameClass("QuantileRegressor", QuantileRegressor);
  }
  /** Corners walked. */
  declare nIter_: number;

  constructor(options: QuantileRegressorOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true };
  }

  protected learn(given: Measured): void {
    const F = given.X.cols;
    const rows = this.#rows(given);
    const limit = 1000 + 50 * rows.A.rows;
    const { theta, iterations, converged } = minimizePinball(rows, limit);
    this.coef_ = theta.slice(0, F);
    this.intercept_ = this.params.fitIntercept ? theta[F]! : 0;
    this.nIter_ = iterations;
    if (!converged)
      this.warn(`stopped after ${limit} corners with one still lower, none is needed; scaled columns help`);
  }

  /** A row for each sample, and for each coefficient one that asks it to be 0 at the price of the penalty. */
  #rows({ X, y, sampleWeight }: Measured): PinballRows {
    const { quantile, alpha, fitIntercept } = this.params;
    const F = X.cols;
    const P = F + Number(fitIntercept);
    const kept = [...y.keys()].filter((i) => (sampleWeight?.[i] ?? 1) > 0);
    const N = kept.length;
    const A = Matrix.zeros(N + P, P);
    const target = new Float64Array(N + P);
    const [up, down] = [new Float64Array(N + P), new Float64Array(N + P)];
    let total = 0;
    for (const [at, i] of kept.entries()) {
      const weight = sampleWeight?.[i] ?? 1;
      A.data.set(X.row(i), at * P);
      if (fitIntercept) A.data[at * P + F] = 1;
      target[at] = y[i]!;
      up[at] = weight * quantile;
      down[at] = weight * (1 - quantile);
      total += weight;
    }
    for (let j = 0; j < P; j++) {
      A.data[(N + j) * P + j] = 1;
      if (j < F) up[N + j] = down[N + j] = alpha * total;
    }
    return { A, y: target, up, down };
  }
}
