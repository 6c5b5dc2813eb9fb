import { type LocationScale, LocationScaleDistribution } from "../base/location-scale.ts";
import { type FitOptions, fitData, meanOf, medianOf, sumOf } from "../fitting/fit-data.ts";
import { maximizeLikelihood } from "../fitting/maximum-likelihood.ts";

/**
 * The half-Cauchy distribution: |Z| of a Cauchy variable, a usual prior of scales (Gelman 2006, https://doi.org/10.1214/06-BA117A).
 *
 *   p(z) = 2 / (π (1 + z²)),   F(z) = 2/π atan z,   z = (x − loc)/scale ≥ 0
 */
export class HalfCauchy extends LocationScaleDistribution {
  readonly params: Readonly<Required<LocationScale>>;

  constructor({ loc = 0, scale = 1 }: LocationScale = {}) {
    super(
      "HalfCauchy",
      { loc, scale },
      {
        support: [0, Number.POSITIVE_INFINITY],
        logpdf: (z) => Math.log(2 / Math.PI) - 2 * Math.log(Math.hypot(1, z)),
        cdf: (z) => (2 / Math.PI) * Math.atan(z),
        sf: (z) => (2 / Math.PI) * Math.atan2(1, z),
        ppf: (p) => (p < 0.5 ? Math.tan((Math.PI / 2) * p) : 1 / Math.tan((Math.PI / 2) * (1 - p))),
        isf: (q) => (q < 0.5 ? 1 / Math.tan((Math.PI / 2) * q) : Math.tan((Math.PI / 2) * (1 - q))),
        mean: Number.POSITIVE_INFINITY,
        variance: Number.POSITIVE_INFINITY,
        skewness: Number.NaN,
        kurtosis: Number.NaN,
        entropy: () => Math.log(2 * Math.PI),
      },
    );
    this.params = { loc, scale };
  }

  /** Maximum likelihood by Newton's method from the median; `loc` is 0 unless it is fixed elsewhere. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<Required<LocationScale>> = {}): HalfCauchy {
    const loc = fixed.loc ?? 0;
    const x = fitData("HalfCauchy.fit", data, (value) => value >= loc, `numbers from ${loc} on`);
    const scale = medianOf(x) - loc || meanOf(x) - loc;
    const { parameters } = maximizeLikelihood({
      where: "HalfCauchy.fit",
      logLikelihood: (p) => {
        const distribution = new HalfCauchy(p);
        return sumOf(x, (value) => distribution.logpdf(value));
      },
      start: { loc, scale },
      positive: ["scale"],
      fixed: { ...fixed, loc },
    });
    return new HalfCauchy(parameters);
  }
}
