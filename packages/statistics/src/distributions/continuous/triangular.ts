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
        cdf: (z) => lower(z, c),
        sf: (z) => (z < c ? 1 - (z * z) / c : c === 1 ? 0 : (1 - z) ** 2 / (1 - c)),
        // 1 − √((1 − p)(1 − c)), times and over its sum with 1, so that it holds for small p and c = 0.
        ppf: (p) => (p < c ? Math.sqrt(p * c) : (p + c - p * c) / (1 + Math.sqrt((1 - p) * (1 - c)))),
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

/** 1 − (1−z)²/(1−c) above the mode, below ½ as (z (2−z) − c)/(1−c), so that it holds for small z when c = 0. */
function lower(z: number, c: number): number {
  if (z < c) return (z * z) / c;
  const upper = c === 1 ? 0 : (1 - z) ** 2 / (1 - c);
  return upper > 0.5 ? (z * (2 - z) - c) / (1 - c) : 1 - upper;
}
