import { nameClass } from "../../estimator/known.ts";
import { type Options, real } from "../../estimator/parameters.ts";
import { DescentModel, descentParameters } from "./descent-model.ts";

const parameters = {
  ...descentParameters,
  /** ρ, the share of the penalty on |w_j|. */
  l1Ratio: real(0.5, { min: 0, max: 1 }),
};
export type ElasticNetOptions = Options<typeof parameters>;

/**
 * Least squares with both penalties: 1/(2 Σwᵢ) Σᵢ wᵢ (yᵢ − b − xᵢᵀw)² + α ρ Σ|w_j| + α (1 − ρ)/2 Σ w_j².
 *
 * Zou and Hastie 2005, https://doi.org/10.1111/j.1467-9868.2005.00503.x; solved by coordinate descent.
 */
export class ElasticNet extends DescentModel<typeof parameters> {
  static {
    nameClass("ElasticNet", ElasticNet);
  }

  constructor(options: ElasticNetOptions = {}) {
    super(parameters, options);
  }

  protected get ratio(): number {
    return this.params.l1Ratio;
  }
}
