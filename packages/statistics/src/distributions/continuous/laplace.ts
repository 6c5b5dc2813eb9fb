import { type LocationScale, LocationScaleDistribution } from "../base/location-scale.ts";
import { type FitOptions, fitData, meanOf, medianOf } from "../fitting/fit-data.ts";

/**
 * The Laplace distribution: two exponentials back to back; its likelihood is the sum of absolute deviations.
 *
 *   p(z) = ½ e^(−|z|),   F(z) = ½ e^z for z < 0, 1 − ½ e^(−z) above,   z = (x − loc)/scale
 */
export class Laplace extends LocationScaleDistribution {
  readonly params: Readonly<Required<LocationScale>>;

  constructor({ loc = 0, scale = 1 }: LocationScale = {}) {
    super(
      "Laplace",
      { loc, scale },
      {
        support: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
        logpdf: (z) => -Math.abs(z) - Math.LN2,
        cdf: lower,
        sf: (z) => lower(-z),
        logcdf: logLower,
        logsf: (z) => logLower(-z),
        ppf: quantile,
        isf: (q) => -quantile(q),
        mean: 0,
        variance: 2,
        skewness: 0,
        kurtosis: 3,
        entropy: () => 1 + Math.LN2,
      },
    );
    this.params = { loc, scale };
  }

  /** Maximum likelihood: the median and the mean absolute deviation from it. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<Required<LocationScale>> = {}): Laplace {
    const x = fitData("Laplace.fit", data);
    const loc = fixed.loc ?? medianOf(x);
    return new Laplace({ loc, scale: fixed.scale ?? meanOf(x, (value) => Math.abs(value - loc)) });
  }
}

function lower(z: number): number {
  return z < 0 ? 0.5 * Math.exp(z) : 1 - 0.5 * Math.exp(-z);
}

function logLower(z: number): number {
  return z < 0 ? z - Math.LN2 : Math.log1p(-0.5 * Math.exp(-z));
}

function quantile(p: number): number {
  return p < 0.5 ? Math.log(2 * p) : -Math.log(2 * (1 - p));
}
