import { type LocationScale, LocationScaleDistribution } from "../base/location-scale.ts";
import { type FitOptions, fitData, meanOf } from "../fitting/fit-data.ts";

/**
 * The exponential distribution: the waiting time of a process without memory, of rate 1/scale.
 *
 *   p(z) = e^(−z),   P(Z > z) = e^(−z),   z = (x − loc)/scale ≥ 0
 */
export class Exponential extends LocationScaleDistribution {
  readonly params: Readonly<Required<LocationScale>>;

  constructor({ loc = 0, scale = 1 }: LocationScale = {}) {
    super(
      "Exponential",
      { loc, scale },
      {
        support: [0, Number.POSITIVE_INFINITY],
        logpdf: (z) => -z,
        cdf: (z) => -Math.expm1(-z),
        sf: (z) => Math.exp(-z),
        logsf: (z) => -z,
        ppf: (p) => -Math.log1p(-p),
        isf: (q) => -Math.log(q),
        draw: (rng) => -Math.log1p(-rng.uniform()),
        mean: 1,
        variance: 1,
        skewness: 2,
        kurtosis: 6,
        entropy: () => 1,
      },
    );
    this.params = { loc, scale };
  }

  /** Maximum likelihood: the mean above `loc`, which is 0 unless it is fixed elsewhere. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<Required<LocationScale>> = {}): Exponential {
    const loc = fixed.loc ?? 0;
    const x = fitData("Exponential.fit", data, (value) => value >= loc, `numbers from ${loc} on`);
    return new Exponential({ loc, scale: fixed.scale ?? meanOf(x) - loc });
  }
}
