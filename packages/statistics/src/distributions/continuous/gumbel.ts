import { type LocationScale, LocationScaleDistribution } from "../base/location-scale.ts";
import { type FitOptions, fitData, medianOf, spreadOf, sumOf } from "../fitting/fit-data.ts";
import { maximizeLikelihood } from "../fitting/maximum-likelihood.ts";

const euler = 0.5772156649015329;
const zeta3 = 1.2020569031595942;

/**
 * The Gumbel distribution of largest values (SciPy's `gumbel_r`).
 *
 *   F(z) = exp(−e^(−z)),   p(z) = e^(−z) exp(−e^(−z)),   z = (x − loc)/scale
 *
 * Gumbel 1958, Statistics of Extremes. Noise of this law added to logits makes argmax a draw from the softmax.
 */
export class Gumbel extends LocationScaleDistribution {
  readonly params: Readonly<Required<LocationScale>>;

  constructor({ loc = 0, scale = 1 }: LocationScale = {}) {
    super(
      "Gumbel",
      { loc, scale },
      {
        support: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
        logpdf: (z) => -z - Math.exp(-z),
        cdf: (z) => Math.exp(-Math.exp(-z)),
        sf: (z) => -Math.expm1(-Math.exp(-z)),
        logcdf: (z) => -Math.exp(-z),
        ppf: (p) => -Math.log(-Math.log(p)),
        isf: (q) => -Math.log(-Math.log1p(-q)),
        mean: euler,
        variance: Math.PI ** 2 / 6,
        skewness: (12 * Math.sqrt(6) * zeta3) / Math.PI ** 3,
        kurtosis: 12 / 5,
        entropy: () => 1 + euler,
      },
    );
    this.params = { loc, scale };
  }

  /** Maximum likelihood by Newton's method. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<Required<LocationScale>> = {}): Gumbel {
    const x = fitData("Gumbel.fit", data);
    const spread = spreadOf("Gumbel.fit", x);
    const { parameters } = maximizeLikelihood({
      where: "Gumbel.fit",
      logLikelihood: (p) => {
        const distribution = new Gumbel(p);
        return sumOf(x, (value) => distribution.logpdf(value));
      },
      start: { loc: medianOf(x) - 0.29 * spread, scale: spread * 0.7797 },
      positive: ["scale"],
      fixed,
    });
    return new Gumbel(parameters);
  }
}
