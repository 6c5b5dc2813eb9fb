import { requirePositive } from "../base/parameters.ts";
import { Gamma } from "./gamma.ts";

export interface ChiSquaredParameters {
  /** ν > 0, degrees of freedom. */
  df: number;
}

/**
 * The chi-squared distribution: the sum of ν squared standard normals, which is the gamma distribution with a = ν/2 and θ = 2.
 *
 *   p(x) = x^(ν/2−1) e^(−x/2) / (2^(ν/2) Γ(ν/2)),   x ≥ 0
 *
 * Pearson 1900, https://doi.org/10.1080/14786440009463897.
 */
export class ChiSquared extends Gamma {
  override readonly name = "ChiSquared";
  readonly df: number;

  constructor({ df }: ChiSquaredParameters) {
    requirePositive("ChiSquared", { df });
    super({ a: df / 2, scale: 2 });
    this.df = df;
  }

  override get params() {
    return { df: this.df };
  }
}
