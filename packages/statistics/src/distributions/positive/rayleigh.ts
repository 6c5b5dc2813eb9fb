import { type LocationScale, LocationScaleDistribution } from "../base/location-scale.ts";
import { type FitOptions, fitData, meanOf } from "../fitting/fit-data.ts";

const euler = 0.5772156649015329;

/**
 * The Rayleigh distribution: the length of a plane vector of two standard normals.
 *
 *   p(z) = z e^(−z²/2),   P(Z > z) = e^(−z²/2),   z = (x − loc)/scale ≥ 0
 */
export class Rayleigh extends LocationScaleDistribution {
  readonly params: Readonly<Required<LocationScale>>;

  constructor({ loc = 0, scale = 1 }: LocationScale = {}) {
    const { PI } = Math;
    super(
      "Rayleigh",
      { loc, scale },
      {
        support: [0, Number.POSITIVE_INFINITY],
        logpdf: (z) => Math.log(z) - 0.5 * z * z,
        cdf: (z) => -Math.expm1(-0.5 * z * z),
        sf: (z) => Math.exp(-0.5 * z * z),
        logsf: (z) => -0.5 * z * z,
        ppf: (p) => Math.sqrt(-2 * Math.log1p(-p)),
        isf: (q) => Math.sqrt(-2 * Math.log(q)),
        mean: Math.sqrt(PI / 2),
        variance: 2 - PI / 2,
        skewness: (2 * Math.sqrt(PI) * (PI - 3)) / (4 - PI) ** 1.5,
        kurtosis: -(6 * PI * PI - 24 * PI + 16) / (4 - PI) ** 2,
        entropy: () => 1 + euler / 2 - Math.LN2 / 2,
      },
    );
    this.params = { loc, scale };
  }

  /** Maximum likelihood: the root of half the mean square above `loc`, which is 0 unless it is fixed elsewhere. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<Required<LocationScale>> = {}): Rayleigh {
    const loc = fixed.loc ?? 0;
    const x = fitData("Rayleigh.fit", data, (value) => value >= loc, `numbers from ${loc} on`);
    return new Rayleigh({
      loc,
      scale: fixed.scale ?? Math.sqrt(meanOf(x, (value) => (value - loc) ** 2) / 2),
    });
  }
}
