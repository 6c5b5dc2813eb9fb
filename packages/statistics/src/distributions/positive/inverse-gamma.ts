import { digamma } from "../../special/gamma/digamma.ts";
import { gammainc, gammaincc, gammaPrefix } from "../../special/gamma/gammainc.ts";
import { gammainccinv, gammaincinv } from "../../special/gamma/gammaincinv.ts";
import { lgamma } from "../../special/gamma/lgamma.ts";
import { drawGamma } from "../base/draw-gamma.ts";
import { type LocationScale, LocationScaleDistribution } from "../base/location-scale.ts";
import { requirePositive } from "../base/parameters.ts";
import { type FitOptions, fitData, meanOf, spreadOf, sumOf } from "../fitting/fit-data.ts";
import { maximizeLikelihood } from "../fitting/maximum-likelihood.ts";

export interface InverseGammaParameters extends LocationScale {
  /** Shape a > 0. */
  a: number;
}

/**
 * The inverse gamma distribution: 1 over a gamma variable; the conjugate prior of a variance.
 *
 *   p(z) = z^(−a−1) e^(−1/z) / Γ(a),   F(z) = Q(a, 1/z),   z = (x − loc)/scale > 0
 */
export class InverseGamma extends LocationScaleDistribution {
  readonly params: Readonly<Required<InverseGammaParameters>>;

  constructor({ a, loc = 0, scale = 1 }: InverseGammaParameters) {
    requirePositive("InverseGamma", { a });
    const infinite = Number.POSITIVE_INFINITY;
    super(
      "InverseGamma",
      { loc, scale },
      {
        support: [0, infinite],
        logpdf: (z) => logDensity(z, a),
        cdf: (z) => gammaincc(a, 1 / z),
        sf: (z) => gammainc(a, 1 / z),
        ppf: (p) => 1 / gammainccinv(a, p),
        isf: (q) => 1 / gammaincinv(a, q),
        draw: (rng) => 1 / drawGamma(a, rng),
        mean: a > 1 ? 1 / (a - 1) : infinite,
        variance: a > 2 ? 1 / ((a - 1) ** 2 * (a - 2)) : infinite,
        skewness: a > 3 ? (4 * Math.sqrt(a - 2)) / (a - 3) : Number.NaN,
        kurtosis: a > 4 ? (6 * (5 * a - 11)) / ((a - 3) * (a - 4)) : Number.NaN,
        entropy: () => a + lgamma(a) - (1 + a) * digamma(a),
      },
    );
    this.params = { a, loc, scale };
  }

  /** Maximum likelihood by Newton's method; `loc` is 0 unless it is fixed elsewhere. */
  static fit(
    data: ArrayLike<number>,
    { fixed = {} }: FitOptions<Required<InverseGammaParameters>> = {},
  ): InverseGamma {
    const loc = fixed.loc ?? 0;
    const x = fitData("InverseGamma.fit", data, (value) => value > loc, `numbers above ${loc}`);
    // 1/(x − loc) is gamma distributed with this shape.
    const inverse = x.map((value) => 1 / (value - loc));
    const mean = meanOf(inverse);
    const spread = spreadOf("InverseGamma.fit", inverse);
    const { parameters } = maximizeLikelihood({
      where: "InverseGamma.fit",
      logLikelihood: (p) => {
        const distribution = new InverseGamma(p);
        return sumOf(x, (value) => distribution.logpdf(value));
      },
      start: { a: (mean / spread) ** 2, loc, scale: mean / (spread * spread) },
      positive: ["a", "scale"],
      fixed: { ...fixed, loc },
    });
    return new InverseGamma(parameters);
  }
}

/** Near the mode by Loader's form, whose parts do not cancel; where it underflows by logarithms. */
function logDensity(z: number, a: number): number {
  if (z === 0) return Number.NEGATIVE_INFINITY;
  const probability = a >= 10 ? gammaPrefix(a, 1 / z) : 0;
  if (probability > 1e-290) return Math.log(probability) + Math.log(a) - Math.log(z);
  return -(a + 1) * Math.log(z) - 1 / z - lgamma(a);
}
