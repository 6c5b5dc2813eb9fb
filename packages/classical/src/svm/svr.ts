import { nameClass } from "../estimator/known.ts";
import { type Options, real } from "../estimator/parameters.ts";
import { BaseSVR, type MachineSettings, machineParameters } from "./base-svr.ts";
import type { KernelRows } from "./kernels/kernel-rows.ts";
import { type Machine, solveSvr } from "./machines.ts";

const parameters = {
  /** C: what a unit beyond ε costs. */
  C: real(1, { above: 0 }),
  /** ε: errors up to it cost nothing. */
  epsilon: real(0.1, { min: 0 }),
  ...machineParameters,
};
export type SVROptions = Options<typeof parameters>;

/**
 * The flattest function within ε of the targets, at a price C for what lies beyond: min ½ ‖w‖² + C Σ wᵢ max(0, |yᵢ − w·φ(xᵢ) − b| − ε).
 * Drucker et al. 1996, Support vector regression machines; Smola and Schölkopf 2004, https://doi.org/10.1023/B:STCO.0000035301.49549.88
 */
export class SVR extends BaseSVR<typeof parameters> {
  static {
    nameClass("SVR", SVR);
  }

  constructor(options: SVROptions = {}) {
    super(parameters, options);
  }

  protected settings(): MachineSettings {
    return this.params;
  }

  protected machine(rows: KernelRows, { t, weight }: { t: Float64Array; weight: Float64Array }): Machine {
    const { C, epsilon } = this.params;
    return solveSvr(rows, { t, upper: weight.map((w) => C * w), epsilon }, this.params);
  }
}
