import { nameClass } from "../../estimator/known.ts";
import type { Options } from "../../estimator/parameters.ts";
import { PartialLeastSquares, pairParameters } from "./partial-least-squares.ts";

export type CCAOptions = Options<typeof pairParameters>;

/** Canonical correlation analysis: pairs of directions of X and Y whose scores correlate most. Hotelling 1936, https://doi.org/10.1093/biomet/28.3-4.321 */
export class CCA extends PartialLeastSquares {
  static {
    nameClass("CCA", CCA);
  }
  protected get way() {
    return { mode: "B", deflation: "canonical" } as const;
  }

  constructor(options: CCAOptions = {}) {
    super(pairParameters, options);
  }
}
