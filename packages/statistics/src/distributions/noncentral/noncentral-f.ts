import type { Philox } from "@blankfile/tensor";
import { betaPrefix, incompleteBeta } from "../../special/beta/betainc.ts";
import { ContinuousDistribution } from "../base/continuous-distribution.ts";
import { drawGamma } from "../base/draw-gamma.ts";
import { integrateEntropy } from "../base/integrate-entropy.ts";
import { requireFinite, requirePositive } from "../base/parameters.ts";
import { NoncentralChiSquared } from "./noncentral-chi-squared.ts";
import { poissonMixture } from "./poisson-mixture.ts";

export interface NoncentralFParameters {
  /** d₁ > 0, degrees of freedom of the numerator. */
  dfn: number;
  /** d₂ > 0, degrees of freedom of the denominator. */
  dfd: number;
  /** λ ≥ 0, noncentrality of the numerator. */
  nc: number;
}

/**
 * The noncentral F distribution: (χ²_d₁(λ) / d₁) / (χ²_d₂ / d₂). The power of an analysis of variance is its tail.
 *
 *   F(x) = Σ_j e^(−λ/2) (λ/2)^j / j! · I_u(d₁/2 + j, d₂/2),   u = d₁ x / (d₁ x + d₂)
 *
 * Relative error below 1e-12 in both tails.
 */
export class NoncentralF extends ContinuousDistribution {
  readonly name = "NoncentralF";
  readonly support = [0, Number.POSITIVE_INFINITY] as const;
  readonly params: Readonly<NoncentralFParameters>;
  private readonly numerator: NoncentralChiSquared;

  constructor({ dfn, dfd, nc }: NoncentralFParameters) {
    super();
    requirePositive("NoncentralF", { dfn, dfd });
    requireFinite("NoncentralF", { nc });
    if (nc < 0) throw new RangeError(`NoncentralF: nc = ${nc}, a number from 0 on is needed`);
    this.params = { dfn, dfd, nc };
    this.numerator = new NoncentralChiSquared({ df: dfn, nc });
  }

  get mean(): number {
    return this.params.dfd > 2 ? this.rawMoment(1) : Number.POSITIVE_INFINITY;
  }

  get variance(): number {
    if (this.params.dfd <= 4) return this.params.dfd > 2 ? Number.POSITIVE_INFINITY : Number.NaN;
    return this.rawMoment(2) - this.rawMoment(1) ** 2;
  }

  get skewness(): number {
    if (this.params.dfd <= 6) return Number.NaN;
    const [first, second, third] = [this.rawMoment(1), this.rawMoment(2), this.rawMoment(3)];
    return (third - 3 * first * second + 2 * first ** 3) / this.variance ** 1.5;
  }

  get kurtosis(): number {
    if (this.params.dfd <= 8) return Number.NaN;
    const [first, second, third] = [this.rawMoment(1), this.rawMoment(2), this.rawMoment(3)];
    const fourth = this.rawMoment(4) - 4 * first * third + 6 * first ** 2 * second - 3 * first ** 4;
    return fourth / this.variance ** 2 - 3;
  }

  /** By quadrature of −p ln p. */
  entropy(): number {
    return integrateEntropy(this);
  }

  protected logpdfAt(x: number): number {
    const { dfn, dfd, nc } = this.params;
    if (x === 0) {
      return dfn === 2 ? -nc / 2 : dfn > 2 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    }
    const [u, v] = this.fractions(x);
    return Math.log(poissonMixture(nc / 2, (j) => betaPrefix(dfn / 2 + j, dfd / 2, u, v))) - Math.log(x);
  }

  protected cdfAt(x: number): number {
    const { dfn, dfd, nc } = this.params;
    const [u, v] = this.fractions(x);
    return poissonMixture(nc / 2, (j) => incompleteBeta(dfn / 2 + j, dfd / 2, u, v)[0]);
  }

  protected sfAt(x: number): number {
    const { dfn, dfd, nc } = this.params;
    const [u, v] = this.fractions(x);
    return poissonMixture(nc / 2, (j) => incompleteBeta(dfn / 2 + j, dfd / 2, u, v)[1]);
  }

  protected override quantileStart(): number {
    return 1 + this.params.nc / this.params.dfn;
  }

  protected override drawWith(rng: Philox): number {
    const { dfn, dfd } = this.params;
    const numerator = this.numerator.sample({ rng }) / dfn;
    return numerator / (drawGamma(dfd / 2, rng) / (dfd / 2));
  }

  private fractions(x: number): readonly [u: number, v: number] {
    const odds = (this.params.dfn / this.params.dfd) * x;
    return [1 / (1 + 1 / odds), 1 / (1 + odds)];
  }

  /** E Fᵏ = (d₂/d₁)ᵏ E(χ²_d₁(λ))ᵏ E(χ²_d₂)^(−k): the first from the cumulants 2^(n−1) (n−1)! (d₁ + nλ), the second 1/((d₂−2)(d₂−4)…). */
  private rawMoment(k: 1 | 2 | 3 | 4): number {
    const { dfn, dfd, nc } = this.params;
    const [k1, k2, k3, k4] = [dfn + nc, 2 * (dfn + 2 * nc), 8 * (dfn + 3 * nc), 48 * (dfn + 4 * nc)];
    const above = [
      k1,
      k2 + k1 ** 2,
      k3 + 3 * k2 * k1 + k1 ** 3,
      k4 + 4 * k3 * k1 + 3 * k2 ** 2 + 6 * k2 * k1 ** 2 + k1 ** 4,
    ][k - 1]!;
    let value = above;
    for (let i = 1; i <= k; i++) value *= dfd / (dfn * (dfd - 2 * i));
    return value;
  }
}
