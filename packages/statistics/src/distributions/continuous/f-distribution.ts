import type { Philox } from "@blankfile/tensor";
import { lbeta } from "../../special/beta/beta.ts";
import { betaPrefix, incompleteBeta } from "../../special/beta/betainc.ts";
import { ndtri } from "../../special/error/ndtri.ts";
import { digamma } from "../../special/gamma/digamma.ts";
import { ContinuousDistribution } from "../base/continuous-distribution.ts";
import { drawGamma } from "../base/draw-gamma.ts";
import { requirePositive } from "../base/parameters.ts";
import { type FitOptions, fitData, sumOf } from "../fitting/fit-data.ts";
import { maximizeLikelihood } from "../fitting/maximum-likelihood.ts";

export interface FParameters {
  /** d₁ > 0, degrees of freedom of the numerator. */
  dfn: number;
  /** d₂ > 0, degrees of freedom of the denominator. */
  dfd: number;
}

/**
 * The F distribution: (χ²_d₁ / d₁) / (χ²_d₂ / d₂).
 *
 *   F(x) = I_u(d₁/2, d₂/2),   u = d₁ x / (d₁ x + d₂),   x ≥ 0
 *   p(x) = u^(d₁/2) (1 − u)^(d₂/2) / (x B(d₁/2, d₂/2))
 */
export class FDistribution extends ContinuousDistribution {
  readonly name = "FDistribution";
  readonly support = [0, Number.POSITIVE_INFINITY] as const;
  readonly params: Readonly<FParameters>;
  private readonly logBeta: number;

  constructor({ dfn, dfd }: FParameters) {
    super();
    requirePositive("FDistribution", { dfn, dfd });
    this.params = { dfn, dfd };
    this.logBeta = lbeta(dfn / 2, dfd / 2);
  }

  /** Maximum likelihood by Newton's method. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<FParameters> = {}): FDistribution {
    const x = fitData("FDistribution.fit", data, (value) => value > 0, "numbers above 0");
    const { parameters } = maximizeLikelihood({
      where: "FDistribution.fit",
      logLikelihood: (p) => {
        const distribution = new FDistribution(p);
        return sumOf(x, (value) => distribution.logpdf(value));
      },
      start: { dfn: 5, dfd: 10 },
      positive: ["dfn", "dfd"],
      fixed,
    });
    return new FDistribution(parameters);
  }

  get mean(): number {
    const { dfd } = this.params;
    return dfd > 2 ? dfd / (dfd - 2) : Number.POSITIVE_INFINITY;
  }

  get variance(): number {
    const { dfn, dfd } = this.params;
    if (dfd <= 4) return dfd > 2 ? Number.POSITIVE_INFINITY : Number.NaN;
    return (2 * dfd ** 2 * (dfn + dfd - 2)) / (dfn * (dfd - 2) ** 2 * (dfd - 4));
  }

  get skewness(): number {
    const { dfn, dfd } = this.params;
    if (dfd <= 6) return Number.NaN;
    const spread = Math.sqrt((8 * (dfd - 4)) / (dfn * (dfn + dfd - 2)));
    return ((2 * dfn + dfd - 2) / (dfd - 6)) * spread;
  }

  get kurtosis(): number {
    const { dfn, dfd } = this.params;
    if (dfd <= 8) return Number.NaN;
    const numerator = dfn * (5 * dfd - 22) * (dfn + dfd - 2) + (dfd - 4) * (dfd - 2) ** 2;
    return (12 * numerator) / (dfn * (dfd - 6) * (dfd - 8) * (dfn + dfd - 2));
  }

  entropy(): number {
    const { dfn, dfd } = this.params;
    const [a, b] = [dfn / 2, dfd / 2];
    const digammas = (1 - a) * digamma(a) - (1 + b) * digamma(b) + (a + b) * digamma(a + b);
    return Math.log(dfd / dfn) + this.logBeta + digammas;
  }

  protected logpdfAt(x: number): number {
    const { dfn, dfd } = this.params;
    if (x === 0) return dfn === 2 ? 0 : dfn > 2 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    const { u, v, odds } = this.parts(x);
    // By Loader's form, whose parts do not cancel; where it underflows by logarithms.
    const probability = betaPrefix(dfn / 2, dfd / 2, u, v);
    if (probability > 1e-290) return Math.log(probability) - Math.log(x);
    // ln u and ln(1 − u) from the odds u/(1 − u), each where it does not cancel.
    const logU = odds < 1 ? Math.log(odds) - Math.log1p(odds) : -Math.log1p(1 / odds);
    return (dfn / 2) * logU - (dfd / 2) * Math.log1p(odds) - Math.log(x) - this.logBeta;
  }

  protected cdfAt(x: number): number {
    return this.both(x)[0];
  }

  protected sfAt(x: number): number {
    return this.both(x)[1];
  }

  /** Through Wilson and Hilferty's cubes: (x^(1/3) (1 − 2/9d₂) − (1 − 2/9d₁)) / √(…) is about normal (Paulson 1942). */
  protected override quantileStart(p: number, q: number): number {
    const { dfn, dfd } = this.params;
    const z = p < q ? ndtri(p) : -ndtri(q);
    const [s, t] = [2 / (9 * dfn), 2 / (9 * dfd)];
    const [u, v] = [1 - s, 1 - t];
    const root = z * z * (t * u * u + s * v * v - z * z * s * t);
    const cube = (u * v + Math.sign(z) * Math.sqrt(Math.max(root, 0))) / (v * v - z * z * t);
    return cube > 0.1 && Number.isFinite(cube) ? cube ** 3 : p < 0.5 ? 1e-3 : 1e3;
  }

  protected override drawWith(rng: Philox): number {
    const { dfn, dfd } = this.params;
    const numerator = drawGamma(dfn / 2, rng) / dfn;
    return numerator / (drawGamma(dfd / 2, rng) / dfd);
  }

  private both(x: number): readonly [number, number] {
    const { dfn, dfd } = this.params;
    const { u, v } = this.parts(x);
    return incompleteBeta(dfn / 2, dfd / 2, u, v);
  }

  private parts(x: number): { u: number; v: number; odds: number } {
    const odds = (this.params.dfn / this.params.dfd) * x;
    return { u: odds < 1 ? odds / (1 + odds) : 1 / (1 + 1 / odds), v: 1 / (1 + odds), odds };
  }
}
