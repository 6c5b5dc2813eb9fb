import { LocationScaleDistribution } from "../base/location-scale.ts";
import { requireFinite } from "../base/parameters.ts";
import { type FitOptions, fitData } from "../fitting/fit-data.ts";

export interface UniformParameters {
  /** Default 0. */
  low?: number;
  /** Above `low`, default 1. */
  high?: number;
}

/** The uniform distribution on [low, high]: p(x) = 1/(high − low). Drawn from [low, high). */
export class Uniform extends LocationScaleDistribution {
  readonly params: Readonly<Required<UniformParameters>>;

  constructor({ low = 0, high = 1 }: UniformParameters = {}) {
    requireFinite("Uniform", { low, high });
    if (!(low < high))
      throw new RangeError(`Uniform: low = ${low}, high = ${high}; low below high is needed`);
    super(
      "Uniform",
      { loc: low, scale: high - low },
      {
        support: [0, 1],
        logpdf: () => 0,
        cdf: (z) => z,
        sf: (z) => 1 - z,
        ppf: (p) => p,
        isf: (q) => 1 - q,
        draw: (rng) => rng.uniform(),
        mean: 0.5,
        variance: 1 / 12,
        skewness: 0,
        kurtosis: -6 / 5,
        entropy: () => 0,
      },
    );
    this.params = { low, high };
  }

  /** Maximum likelihood: the least and the largest value. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<Required<UniformParameters>> = {}): Uniform {
    const x = fitData("Uniform.fit", data);
    const low = fixed.low ?? x.reduce((least, value) => Math.min(least, value));
    const high = fixed.high ?? x.reduce((most, value) => Math.max(most, value));
    fitData("Uniform.fit", x, (value) => value >= low && value <= high, `numbers from ${low} to ${high}`);
    return new Uniform({ low, high });
  }
}
