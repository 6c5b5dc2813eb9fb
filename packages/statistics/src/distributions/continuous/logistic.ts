import { type LocationScale, LocationScaleDistribution } from "../base/location-scale.ts";

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
}

function logSigmoid(z: number): number {
  return z < 0 ? z - Math.log1p(Math.exp(z)) : -Math.log1p(Math.exp(-z));
}
