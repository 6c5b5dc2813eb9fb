import { GammaFamily } from "../base/gamma-family.ts";
import { requirePositive } from "../base/parameters.ts";
import { type FitOptions, fitData, sumOf } from "../fitting/fit-data.ts";
import { maximizeLikelihood } from "../fitting/maximum-likelihood.ts";

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
export class ChiSquared extends GammaFamily {
  readonly name = "ChiSquared";
  readonly params: Readonly<ChiSquaredParameters>;

  constructor({ df }: ChiSquaredParameters) {
    requirePositive("ChiSquared", { df });
    super(df / 2, 2);
    this.params = { df };
  }

  /** Maximum likelihood by Newton's method. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<ChiSquaredParameters> = {}): ChiSquared {
    const x = fitData("ChiSquared.fit", data, (value) => value > 0, "numbers above 0");
    const { parameters } = maximizeLikelihood({
      where: "ChiSquared.fit",
      logLikelihood: (p) => {
        const distribution = new ChiSquared(p);
        return sumOf(x, (value) => distribution.logpdf(value));
      },
      start: { df: sumOf(x, (value) => value) / x.length },
      positive: ["df"],
      fixed,
    });
    return new ChiSquared(parameters);
  }
}
