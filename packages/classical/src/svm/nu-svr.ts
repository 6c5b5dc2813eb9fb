import { nameClass } from "../estimator/known.ts";
import { type Options, real } from "../estimator/parameters.ts";
import { BaseSVR, type MachineSettings, machineParameters } from "./base-svr.ts";
import type { KernelRows } from "./kernels/kernel-rows.ts";
import { type Machine, solveNuSvr } from "./machines.ts";

const parameters = {
  /** ν: at most this share of samples is beyond ε, at least this share are support vectors; ε follows. */
  nu: real(0.5, { above: 0, max: 1 }),
  C: real(1, { above: 0 }),
  ...machineParameters,
};
export type NuSVROptions = Options<typeof parameters>;

/** SVR with the share of errors in place of their size: min ½ ‖w‖² + C (ν N ε + Σ max(0, |yᵢ − f(xᵢ)| − ε)) over f and ε. Schölkopf et al. 2000, https://doi.org/10.1162/089976600300015565 */
export class NuSVR extends BaseSVR<typeof parameters> {
  static {
    nameClass("NuSVR", NuSVR);
  }

  constructor(options: NuSVROptions = {}) {
    super(parameters, options);
  }

  protected settings(): MachineSettings {
    return this.params;
  }

  protected machine(rows: KernelRows, { t, weight }: { t: Float64Array; weight: Float64Array }): Machine {
    const { C, nu } = this.params;
    return solveNuSvr(rows, { t, upper: weight.map((w) => C * w), nu }, this.params);
  }
}
