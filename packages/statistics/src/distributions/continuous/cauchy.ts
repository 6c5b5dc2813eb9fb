import { type LocationScale, LocationScaleDistribution } from "../base/location-scale.ts";
import { type FitOptions, fitData, medianOf, spreadOf, sumOf } from "../fitting/fit-data.ts";
import { maximizeLikelihood } from "../fitting/maximum-likelihood.ts";

/**
 * The Cauchy distribution, Student's t with one degree of freedom: no mean, and means of samples do not settle.
 *
 *   p(z) = 1 / (π (1 + z²)),   F(z) = ½ + atan(z)/π,   z = (x − loc)/scale
 */
export class Cauchy extends LocationScaleDistribution {
  readonly params: Readonly<Required<LocationScale>>;

  constructor({ loc = 0, scale = 1 }: LocationScale = {}) {
    super(
      "Cauchy",
      { loc, scale },
      {
        support: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
        logpdf: (z) => -Math.log(Math.PI) - 2 * Math.log(Math.hypot(1, z)),
        // The angle from the positive axis: small in the lower tail, without ½ − ½.
        cdf: (z) => Math.atan2(1, -z) / Math.PI,
        sf: (z) => Math.atan2(1, z) / Math.PI,
        ppf: quantile,
        isf: (q) => -quantile(q),
        mean: Number.NaN,
        variance: Number.NaN,
        skewness: Number.NaN,
        kurtosis: Number.NaN,
        entropy: () => Math.log(4 * Math.PI),
      },
    );
    this.params = { loc, scale };
  }

  /** Maximum likelihood by Newton's method from the median and the median deviation. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<Required<LocationScale>> = {}): Cauchy {
    const x = fitData("Cauchy.fit", data);
    const loc = medianOf(x);
    // The median of |x − loc| is the scale of a Cauchy variable.
    const scale = medianOf(x.map((value) => Math.abs(value - loc))) || spreadOf("Cauchy.fit", x);
    const { parameters } = maximizeLikelihood({
      where: "Cauchy.fit",
      logLikelihood: (p) => {
        const distribution = new Cauchy(p);
        return sumOf(x, (value) => distribution.logpdf(value));
      },
      start: { loc, scale },
      positive: ["scale"],
      fixed,
    });
    return new Cauchy(parameters);
  }
}

function quantile(p: number): number {
  if (p < 0.25) return -1 / Math.tan(Math.PI * p);
  return p > 0.75 ? 1 / Math.tan(Math.PI * (1 - p)) : Math.tan(Math.PI * (p - 0.5));
}
