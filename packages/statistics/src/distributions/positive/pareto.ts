import { type LocationScale, LocationScaleDistribution } from "../base/location-scale.ts";
import { requirePositive } from "../base/parameters.ts";
import { type FitOptions, fitData, meanOf } from "../fitting/fit-data.ts";

export interface ParetoParameters extends LocationScale {
  /** b > 0, the power of the tail. */
  b: number;
}

/**
 * The Pareto distribution: a tail of one power from `loc + scale` on.
 *
 *   P(Z > z) = z^(−b),   p(z) = b z^(−b−1),   z = (x − loc)/scale ≥ 1
 *
 * Held by z − 1 ≥ 0, of which the probability just above the least value keeps its digits.
 */
export class Pareto extends LocationScaleDistribution {
  readonly params: Readonly<Required<ParetoParameters>>;

  constructor({ b, loc = 0, scale = 1 }: ParetoParameters) {
    requirePositive("Pareto", { b });
    const spread = b > 2 ? b / ((b - 1) ** 2 * (b - 2)) : Number.POSITIVE_INFINITY;
    super(
      "Pareto",
      { loc: loc + scale, scale },
      {
        support: [0, Number.POSITIVE_INFINITY],
        logpdf: (above) => Math.log(b) - (b + 1) * Math.log1p(above),
        cdf: (above) => -Math.expm1(-b * Math.log1p(above)),
        sf: (above) => (1 + above) ** -b,
        logsf: (above) => -b * Math.log1p(above),
        ppf: (p) => Math.expm1(-Math.log1p(-p) / b),
        isf: (q) => (q < 0.5 ? q ** (-1 / b) - 1 : Math.expm1(-Math.log(q) / b)),
        mean: b > 1 ? 1 / (b - 1) : Number.POSITIVE_INFINITY,
        variance: spread,
        skewness: b > 3 ? ((2 * (1 + b)) / (b - 3)) * Math.sqrt((b - 2) / b) : Number.NaN,
        kurtosis: b > 4 ? (6 * (b ** 3 + b * b - 6 * b - 2)) / (b * (b - 3) * (b - 4)) : Number.NaN,
        entropy: () => 1 + 1 / b - Math.log(b),
      },
    );
    this.params = { b, loc, scale };
  }

  /** Maximum likelihood: the least value, and 1 over the mean of ln(x/scale); `loc` is 0 unless it is fixed elsewhere. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<Required<ParetoParameters>> = {}): Pareto {
    const loc = fixed.loc ?? 0;
    const x = fitData("Pareto.fit", data, (value) => value > loc, `numbers above ${loc}`);
    const scale = fixed.scale ?? x.reduce((least, value) => Math.min(least, value)) - loc;
    fitData("Pareto.fit", x, (value) => value >= loc + scale, `numbers from ${loc + scale} on`);
    return new Pareto({
      b: fixed.b ?? 1 / meanOf(x, (value) => Math.log((value - loc) / scale)),
      loc,
      scale,
    });
  }
}
