import { nameClass } from "../../estimator/known.ts";
import type { Options } from "../../estimator/parameters.ts";
import { PartialLeastSquares, pairParameters } from "./partial-least-squares.ts";

export type PLSCanonicalOptions = Options<typeof pairParameters>;

/** Pairs of directions of X and Y with the largest covariance, each side losing its own score before the next. Wegelin 2000, see `nipals.ts` */
export class PLSCanonical extends PartialLeastSquares {
  static {
    nameClass("PLSCanonical", PLSCanonical);
  }
  protected get way() {
    return { mode: "A", deflation: "canonical" } as const;
  }

  constructor(options: PLSCanonicalOptions = {}) {
    super(pairParameters, options);
  }
}
