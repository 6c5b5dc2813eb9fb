import type { Philox } from "@blankfile/tensor";
import { logNdtr, ndtr } from "../../special/error/ndtr.ts";
import { ndtri } from "../../special/error/ndtri.ts";
import { ContinuousDistribution } from "../base/continuous-distribution.ts";
import { requireFinite, requirePositive } from "../base/parameters.ts";
import { type FitOptions, fitData, meanOf, spreadOf } from "../fitting/fit-data.ts";

export interface LogNormalParameters {
  /** Mean of ln X, default 0. */
  mu?: number;
  /** Standard deviation of ln X, above 0, default 1. */
  sigma?: number;
}

/**
 * The log-normal distribution: ln X is normal.
 *
 *   p(x) = φ(z) / (σ x),   F(x) = Φ(z),   z = (ln x − μ)/σ,   x > 0
 */
export class LogNormal extends ContinuousDistribution {
  readonly name = "LogNormal";
  readonly support = [0, Number.POSITIVE_INFINITY] as const;
  readonly params: Readonly<Required<LogNormalParameters>>;

  constructor({ mu = 0, sigma = 1 }: LogNormalParameters = {}) {
    super();
    requireFinite("LogNormal", { mu });
    requirePositive("LogNormal", { sigma });
    this.params = { mu, sigma };
  }

  /** Maximum likelihood: mean and deviation (1/n) of the logarithms. */
  static fit(
    data: ArrayLike<number>,
    { fixed = {} }: FitOptions<Required<LogNormalParameters>> = {},
  ): LogNormal {
    const x = fitData("LogNormal.fit", data, (value) => value > 0, "numbers above 0").map(Math.log);
    const mu = fixed.mu ?? meanOf(x);
    return new LogNormal({ mu, sigma: fixed.sigma ?? spreadOf("LogNormal.fit", x, mu) });
  }

  get mean(): number {
    const { mu, sigma } = this.params;
    return Math.exp(mu + (sigma * sigma) / 2);
  }

  get variance(): number {
    return this.mean ** 2 * Math.expm1(this.params.sigma ** 2);
  }

  get skewness(): number {
    const square = this.params.sigma ** 2;
    return (Math.exp(square) + 2) * Math.sqrt(Math.expm1(square));
  }

  get kurtosis(): number {
    const square = this.params.sigma ** 2;
    return Math.expm1(4 * square) + 2 * Math.expm1(3 * square) + 3 * Math.expm1(2 * square);
  }

  entropy(): number {
    const { mu, sigma } = this.params;
    return mu + Math.log(sigma) + 0.5 * Math.log(2 * Math.PI * Math.E);
  }

  protected logpdfAt(x: number): number {
    if (x === 0) return Number.NEGATIVE_INFINITY;
    const z = this.z(x);
    return -0.5 * z * z - 0.5 * Math.log(2 * Math.PI) - Math.log(this.params.sigma) - Math.log(x);
  }

  protected cdfAt(x: number): number {
    return ndtr(this.z(x));
  }

  protected sfAt(x: number): number {
    return ndtr(-this.z(x));
  }

  protected override logcdfAt(x: number): number {
    return logNdtr(this.z(x));
  }

  protected override logsfAt(x: number): number {
    return logNdtr(-this.z(x));
  }

  protected override ppfAt(p: number): number {
    return Math.exp(this.params.mu + this.params.sigma * ndtri(p));
  }

  protected override isfAt(q: number): number {
    return Math.exp(this.params.mu - this.params.sigma * ndtri(q));
  }

  protected override drawWith(rng: Philox): number {
    return Math.exp(this.params.mu + this.params.sigma * rng.normal());
  }

  private z(x: number): number {
    return (Math.log(x) - this.params.mu) / this.params.sigma;
  }
}
