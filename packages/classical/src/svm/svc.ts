import { classWeight } from "../class-weight/class-weight.ts";
import { weightsOfRows } from "../class-weight/weigh-classes.ts";
import type { Classified } from "../estimator/classifier.ts";
import { nameClass } from "../estimator/known.ts";
import { type Options, real } from "../estimator/parameters.ts";
import { BaseSVC, type SvcSettings, svcParameters } from "./base-svc.ts";
import { type Machine, type MachineOptions, solveCSvc } from "./machines.ts";
import type { WeightedPair } from "./one-vs-one.ts";

const parameters = {
  /** C: what a unit within the margin costs. */
  C: real(1, { above: 0 }),
  ...svcParameters,
  /** C is multiplied by it, class by class. */
  classWeight,
};
export type SVCOptions = Options<typeof parameters>;

/**
 * The surface with the widest margin between two classes, in the space of a kernel, at a price C for what lies within it:
 *
 *   min ½ ‖w‖² + C Σ wᵢ ξᵢ,   yᵢ (w·φ(xᵢ) + b) ≥ 1 − ξᵢ,   ξᵢ ≥ 0
 *
 * The dual and its solution: `machines.ts`, `smo.ts`. More classes by pairs: `one-vs-one.ts`. Cortes and Vapnik 1995,
 * https://doi.org/10.1007/BF00994018. γ = "scale" weighs rows by sampleWeight, where scikit-learn looks at X alone.
 */
export class SVC extends BaseSVC<typeof parameters> {
  static {
    nameClass("SVC", SVC);
  }

  constructor(options: SVCOptions = {}) {
    super(parameters, options);
  }

  protected settings(): SvcSettings {
    return this.params;
  }

  protected weights({ X, y, classes, sampleWeight }: Classified): Float64Array {
    const own = sampleWeight ?? new Float64Array(X.rows).fill(1);
    return weightsOfRows(`${this.name}.fit`, this.params.classWeight, { y, classes, sampleWeight: own });
  }

  protected machine({ rows, y, weight }: WeightedPair, options: MachineOptions): Machine {
    return solveCSvc(rows, { y, upper: weight.map((w) => w * this.params.C) }, options);
  }
}
