import type { Philox } from "@blankfile/tensor";
import { lbeta } from "../../special/beta/beta.ts";
import { betaPrefix, incompleteBeta } from "../../special/beta/betainc.ts";
import { DiscreteDistribution } from "../base/discrete-distribution.ts";
import { drawGamma } from "../base/draw-gamma.ts";
import { requirePositive, requireProbability } from "../base/parameters.ts";
import { type FitOptions, fitData, isCount, meanOf, spreadOf, sumOf } from "../fitting/fit-data.ts";
import { maximizeLikelihood } from "../fitting/maximum-likelihood.ts";
import { drawPoisson } from "./draw-poisson.ts";

export interface NegativeBinomialParameters {
  /** Number of successes waited for; any number above 0 (the gamma–Poisson mixture). */
  n: number;
  /** Probability of success, above 0. */
  p: number;
}

/**
 * The negative binomial distribution: failures before the n-th success (SciPy's `nbinom`).
 *
 *   P(X = k) = Γ(k + n)/(k! Γ(n)) pⁿ (1 − p)ᵏ,   P(X ≤ k) = I_p(n, k + 1)
 *
 * It is a Poisson distribution whose mean is gamma distributed with shape n and scale (1 − p)/p, and is drawn so.
 */
export class NegativeBinomial extends DiscreteDistribution {
  readonly name = "NegativeBinomial";
  readonly support = [0, Number.POSITIVE_INFINITY] as const;
  readonly params: Readonly<NegativeBinomialParameters>;

  constructor({ n, p }: NegativeBinomialParameters) {
    super();
    requirePositive("NegativeBinomial", { n, p });
    requireProbability("NegativeBinomial", { p });
    this.params = { n, p };
  }

  /** Maximum likelihood by Newton's method from the moments; for given n it is p = n/(n + mean). */
  static fit(
    data: ArrayLike<number>,
    { fixed = {} }: FitOptions<NegativeBinomialParameters> = {},
  ): NegativeBinomial {
    const x = fitData("NegativeBinomial.fit", data, isCount, "whole numbers from 0 on");
    const [mean, variance] = [meanOf(x), spreadOf("NegativeBinomial.fit", x) ** 2];
    if (fixed.n !== undefined)
      return new NegativeBinomial({ n: fixed.n, p: fixed.p ?? fixed.n / (fixed.n + mean) });
    if (variance <= mean && fixed.p === undefined) {
      throw new RangeError(
        `NegativeBinomial.fit: variance ${variance} not above the mean ${mean}, for which there is no maximum; use Poisson`,
      );
    }
    const { parameters } = maximizeLikelihood({
      where: "NegativeBinomial.fit",
      logLikelihood: (p) => {
        const distribution = new NegativeBinomial(p);
        return sumOf(x, (value) => distribution.logpmf(value));
      },
      start: { n: (mean * mean) / Math.max(variance - mean, 0.1 * mean), p: Math.min(0.9, mean / variance) },
      positive: ["n"],
      unit: ["p"],
      fixed,
    });
    return new NegativeBinomial(parameters);
  }

  get mean(): number {
    const { n, p } = this.params;
    return (n * (1 - p)) / p;
  }

  get variance(): number {
    return this.mean / this.params.p;
  }

  get skewness(): number {
    const { n, p } = this.params;
    return (2 - p) / Math.sqrt(n * (1 - p));
  }

  get kurtosis(): number {
    const { n, p } = this.params;
    return 6 / n + (p * p) / (n * (1 - p));
  }

  protected override pmfAt(k: number): number {
    const { n, p } = this.params;
    if (k === 0) return p ** n;
    return p === 1 ? 0 : betaPrefix(n, k, p, 1 - p) / k;
  }

  protected logpmfAt(k: number): number {
    const { n, p } = this.params;
    const value = this.pmfAt(k);
    if (value > 1e-290) return Math.log(value);
    if (k === 0) return n * Math.log(p);
    return n * Math.log(p) + k * Math.log1p(-p) - lbeta(n, k) - Math.log(k);
  }

  protected cdfAtWhole(k: number): number {
    const { n, p } = this.params;
    return incompleteBeta(n, k + 1, p, 1 - p)[0];
  }

  protected sfAtWhole(k: number): number {
    const { n, p } = this.params;
    return incompleteBeta(n, k + 1, p, 1 - p)[1];
  }

  protected override drawWith(rng: Philox): number {
    const { n, p } = this.params;
    return p === 1 ? 0 : drawPoisson((drawGamma(n, rng) * (1 - p)) / p, rng);
  }
}
