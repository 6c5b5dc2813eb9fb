import { gamma } from "../../special/gamma/gamma.ts";
import { type LocationScale, LocationScaleDistribution } from "../base/location-scale.ts";
import { requirePositive } from "../base/parameters.ts";
import { type FitOptions, fitData, meanOf, spreadOf, sumOf } from "../fitting/fit-data.ts";
import { maximizeLikelihood } from "../fitting/maximum-likelihood.ts";

const euler = 0.5772156649015329;

export interface WeibullParameters extends LocationScale {
  /** Shape c > 0: below 1 the rate of failure falls with age, above 1 it grows. */
  c: number;
}

/**
 * The Weibull distribution of smallest values (SciPy's `weibull_min`).
 *
 *   P(Z > z) = e^(−z^c),   p(z) = c z^(c−1) e^(−z^c),   z = (x − loc)/scale ≥ 0,   E Zᵏ = Γ(1 + k/c)
 *
 * Weibull 1951, "A statistical distribution function of wide applicability", https://doi.org/10.1115/1.4010337.
 */
export class Weibull extends LocationScaleDistribution {
  readonly params: Readonly<Required<WeibullParameters>>;

  constructor({ c, loc = 0, scale = 1 }: WeibullParameters) {
    requirePositive("Weibull", { c });
    const [m1, m2, m3, m4] = [gamma(1 + 1 / c), gamma(1 + 2 / c), gamma(1 + 3 / c), gamma(1 + 4 / c)];
    const variance = m2 - m1 * m1;
    super(
      "Weibull",
      { loc, scale },
      {
        support: [0, Number.POSITIVE_INFINITY],
        logpdf: (z) => Math.log(c) + (c === 1 ? 0 : (c - 1) * Math.log(z)) - z ** c,
        cdf: (z) => -Math.expm1(-(z ** c)),
        sf: (z) => Math.exp(-(z ** c)),
        logsf: (z) => -(z ** c),
        ppf: (p) => (-Math.log1p(-p)) ** (1 / c),
        isf: (q) => (-Math.log(q)) ** (1 / c),
        mean: m1,
        variance,
        skewness: (m3 - 3 * m1 * m2 + 2 * m1 ** 3) / variance ** 1.5,
        kurtosis: (m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 ** 4) / variance ** 2 - 3,
        entropy: () => euler * (1 - 1 / c) + 1 - Math.log(c),
      },
    );
    this.params = { c, loc, scale };
  }

  /** Maximum likelihood by Newton's method; `loc` is 0 unless it is fixed elsewhere. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<Required<WeibullParameters>> = {}): Weibull {
    const loc = fixed.loc ?? 0;
    const x = fitData("Weibull.fit", data, (value) => value > loc, `numbers above ${loc}`);
    // ln(x − loc) is a Gumbel variable of smallest values: its deviation is π/(c √6).
    const logs = x.map((value) => Math.log(value - loc));
    const c = 1.2825 / spreadOf("Weibull.fit", logs);
    const scale = Math.exp(meanOf(logs) + euler / c);
    const { parameters } = maximizeLikelihood({
      where: "Weibull.fit",
      logLikelihood: (p) => {
        const distribution = new Weibull(p);
        return sumOf(x, (value) => distribution.logpdf(value));
      },
      start: { c, loc, scale },
      positive: ["c", "scale"],
      fixed: { ...fixed, loc },
    });
    return new Weibull(parameters);
  }
}
