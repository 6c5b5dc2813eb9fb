import { LocationScaleDistribution } from "../base/location-scale.ts";
import { requireFinite } from "../base/parameters.ts";

export interface TriangularParameters {
  low: number;
  /** From `low` to `high`. */
  mode: number;
  high: number;
}

/**
 * The triangular distribution: the density rises on a line from `low` to `mode` and falls on one to `high`. With z = (x − low)/(high − low)
 * and c that of the mode:
 *
 *   p(z) = 2z/c for z < c, 2(1−z)/(1−c) above;   F(z) = z²/c, 1 − (1−z)²/(1−c)
 */
export class Triangular extends LocationScaleDistribution {
  readonly params: Readonly<TriangularParameters>;

  constructor({ low, mode, high }: TriangularParameters) {
    requireFinite("Triangular", { low, mode, high });
    if (!(low < high && low <= mode && mode <= high)) {
      throw new RangeError(
        `Triangular: low = ${low}, mode = ${mode}, high = ${high}; low ≤ mode ≤ high and low < high are needed`,
      );
    }
    const c = (mode - low) / (high - low);
    const variance = (1 - c + c * c) / 18;
    super(
      "Triangular",
      { loc: low, scale: high - low },
      {
        support: [0, 1],
        logpdf: (z) => Math.log(z < c || c === 1 ? (2 * z) / c : (2 * (1 - z)) / (1 - c)),
        cdf: (z) => (z < c ? (z * z) / c : 1 - (1 - z) ** 2 / (1 - c)),
        sf: (z) => (z < c ? 1 - (z * z) / c : (1 - z) ** 2 / (1 - c)),
        ppf: (p) => (p < c ? Math.sqrt(p * c) : 1 - Math.sqrt((1 - p) * (1 - c))),
        isf: (q) => (q <= 1 - c ? 1 - Math.sqrt(q * (1 - c)) : Math.sqrt((1 - q) * c)),
        mean: (1 + c) / 3,
        variance,
        skewness: (Math.SQRT2 * (1 - 2 * c) * (2 - c) * (1 + c)) / (5 * (1 - c + c * c) ** 1.5),
        kurtosis: -3 / 5,
        entropy: () => 0.5 - Math.LN2,
      },
    );
    this.params = { low, mode, high };
  }
}
