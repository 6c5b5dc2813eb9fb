import { GammaFamily } from "../base/gamma-family.ts";
import { requirePositive } from "../base/parameters.ts";
import { type FitOptions, fitData, meanOf, spreadOf, sumOf } from "../fitting/fit-data.ts";
import { maximizeLikelihood } from "../fitting/maximum-likelihood.ts";

export interface GammaParameters {
  /** Shape a > 0. */
  a: number;
  /** θ > 0, 1 over the rate; default 1. */
  scale?: number;
}

/**
 * The gamma distribution, shape a and scale θ.
 *
 *   p(x) = x^(a−1) e^(−x/θ) / (Γ(a) θ^a),   F(x) = P(a, x/θ),   x ≥ 0
 *
 * `Gamma` is the distribution, `gamma` the function Γ(x). Drawn by Marsaglia and Tsang's method.
 */
export class Gamma extends GammaFamily {
  readonly name = "Gamma";
  readonly params: Readonly<Required<GammaParameters>>;

  constructor({ a, scale = 1 }: GammaParameters) {
    requirePositive("Gamma", { a, scale });
    super(a, scale);
    this.params = { a, scale };
  }

  /** Maximum likelihood by Newton's method from the moments. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<Required<GammaParameters>> = {}): Gamma {
    const x = fitData("Gamma.fit", data, (value) => value > 0, "numbers above 0");
    const mean = meanOf(x);
    const spread = spreadOf("Gamma.fit", x);
    const { parameters } = maximizeLikelihood({
      where: "Gamma.fit",
      logLikelihood: (p) => {
        const distribution = new Gamma(p);
        return sumOf(x, (value) => distribution.logpdf(value));
      },
      start: { a: (mean / spread) ** 2, scale: (spread * spread) / mean },
      positive: ["a", "scale"],
      fixed,
    });
    return new Gamma(parameters);
  }
}
