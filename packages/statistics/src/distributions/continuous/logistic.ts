import { type LocationScale, LocationScaleDistribution } from "../base/location-scale.ts";
import { type FitOptions, fitData, medianOf, spreadOf, sumOf } from "../fitting/fit-data.ts";
import { maximizeLikelihood } from "../fitting/maximum-likelihood.ts";

/**
 * The logistic distribution: F is the sigmoid.
 *
 *   p(z) = e^(−z) / (1 + e^(−z))²,   F(z) = 1 / (1 + e^(−z)),   z = (x − loc)/scale
 */
export class Logistic extends LocationScaleDistribution {
  readonly params: Readonly<Required<LocationScale>>;

  constructor({ loc = 0, scale = 1 }: LocationScale = {}) {
    super(
      "Logistic",
      { loc, scale },
      {
        support: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
        logpdf: (z) => -Math.abs(z) - 2 * Math.log1p(Math.exp(-Math.abs(z))),
        cdf: (z) => 1 / (1 + Math.exp(-z)),
        sf: (z) => 1 / (1 + Math.exp(z)),
        logcdf: logSigmoid,
        logsf: (z) => logSigmoid(-z),
        ppf: (p) => Math.log(p) - Math.log1p(-p),
        isf: (q) => Math.log1p(-q) - Math.log(q),
        mean: 0,
        variance: Math.PI ** 2 / 3,
        skewness: 0,
        kurtosis: 6 / 5,
        entropy: () => 2,
      },
    );
    this.params = { loc, scale };
  }

  /** Maximum likelihood by Newton's method. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<Required<LocationScale>> = {}): Logistic {
    const x = fitData("Logistic.fit", data);
    const spread = spreadOf("Logistic.fit", x);
    const { parameters } = maximizeLikelihood({
      where: "Logistic.fit",
      logLikelihood: (p) => {
        const distribution = new Logistic(p);
        return sumOf(x, (value) => distribution.logpdf(value));
      },
      start: { loc: medianOf(x), scale: spread * 0.5513 },
      positive: ["scale"],
      fixed,
    });
    return new Logistic(parameters);
  }
}

function logSigmoid(z: number): number {
  return z < 0 ? z - Math.log1p(Math.exp(z)) : -Math.log1p(Math.exp(-z));
}
