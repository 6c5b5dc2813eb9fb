import type { Classified } from "../estimator/classifier.ts";
import { nameClass } from "../estimator/known.ts";
import { type Options, real } from "../estimator/parameters.ts";
import { BaseSVC, type SvcSettings, svcParameters } from "./base-svc.ts";
import { type Machine, type MachineOptions, solveNuSvc } from "./machines.ts";
import type { WeightedPair } from "./one-vs-one.ts";

const parameters = {
  /** ν: at most this share of samples is within the margin, at least this share are support vectors. */
  nu: real(0.5, { above: 0, max: 1 }),
  ...svcParameters,
};
export type NuSVCOptions = Options<typeof parameters>;

/**
 * SVC with the share of errors in place of their price: the margin ρ is free, min ½ ‖w‖² − ν ρ + 1/N Σ ξᵢ, yᵢ (w·φ(xᵢ) + b) ≥ ρ − ξᵢ. Schölkopf
 * et al. 2000, https://doi.org/10.1162/089976600300015565
 */
export class NuSVC extends BaseSVC<typeof parameters> {
  static {
    nameClass("NuSVC", NuSVC);
  }

  constructor(options: NuSVCOptions = {}) {
    super(parameters, options);
  }

  protected settings(): SvcSettings {
    return this.params;
  }

  protected weights({ X, sampleWeight }: Classified): Float64Array {
    return sampleWeight ?? new Float64Array(X.rows).fill(1);
  }

  protected machine({ rows, y, weight }: WeightedPair, options: MachineOptions): Machine {
    return solveNuSvc(`${this.name}.fit`, rows, { y, weight, nu: this.params.nu }, options);
  }
}
