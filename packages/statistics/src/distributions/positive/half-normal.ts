import { erf } from "../../special/error/erf.ts";
import { erfinv } from "../../special/error/erfinv.ts";
import { logNdtr, ndtr } from "../../special/error/ndtr.ts";
import { ndtri } from "../../special/error/ndtri.ts";
import { type LocationScale, LocationScaleDistribution } from "../base/location-scale.ts";
import { type FitOptions, fitData, meanOf } from "../fitting/fit-data.ts";

/**
 * The half-normal distribution: |Z| of a standard normal.
 *
 *   p(z) = √(2/π) e^(−z²/2),   F(z) = erf(z/√2),   z = (x − loc)/scale ≥ 0
 */
export class HalfNormal extends LocationScaleDistribution {
  readonly params: Readonly<Required<LocationScale>>;

  constructor({ loc = 0, scale = 1 }: LocationScale = {}) {
    const { PI } = Math;
    super(
      "HalfNormal",
      { loc, scale },
      {
        support: [0, Number.POSITIVE_INFINITY],
        logpdf: (z) => 0.5 * Math.log(2 / PI) - 0.5 * z * z,
        cdf: (z) => erf(z * Math.SQRT1_2),
        sf: (z) => 2 * ndtr(-z),
        logsf: (z) => (z < 0.5 ? Math.log1p(-erf(z * Math.SQRT1_2)) : Math.LN2 + logNdtr(-z)),
        ppf: (p) => Math.SQRT2 * erfinv(p),
        isf: (q) => -ndtri(q / 2),
        draw: (rng) => Math.abs(rng.normal()),
        mean: Math.sqrt(2 / PI),
        variance: 1 - 2 / PI,
        skewness: (Math.SQRT2 * (4 - PI)) / (PI - 2) ** 1.5,
        kurtosis: (8 * (PI - 3)) / (PI - 2) ** 2,
        entropy: () => 0.5 * Math.log(PI / 2) + 0.5,
      },
    );
    this.params = { loc, scale };
  }

  /** Maximum likelihood: the root of the mean square above `loc`, which is 0 unless it is fixed elsewhere. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<Required<LocationScale>> = {}): HalfNormal {
    const loc = fixed.loc ?? 0;
    const x = fitData("HalfNormal.fit", data, (value) => value >= loc, `numbers from ${loc} on`);
    return new HalfNormal({ loc, scale: fixed.scale ?? Math.sqrt(meanOf(x, (value) => (value - loc) ** 2)) });
  }
}
