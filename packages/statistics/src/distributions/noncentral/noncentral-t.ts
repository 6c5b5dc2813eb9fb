import type { Philox } from "@blankfile/tensor";
import { logNdtr } from "../../special/error/ndtr.ts";
import { logGammaRatio } from "../../special/gamma/log-gamma-ratio.ts";
import { chiExpectation } from "../../special/ranges/chi-expectation.ts";
import { ContinuousDistribution } from "../base/continuous-distribution.ts";
import { drawGamma } from "../base/draw-gamma.ts";
import { integrateEntropy } from "../base/integrate-entropy.ts";
import { requireFinite, requirePositive } from "../base/parameters.ts";

export interface NoncentralTParameters {
  /** ν > 0, degrees of freedom. */
  df: number;
  /** δ, noncentrality; 0 gives Student's t. */
  nc: number;
}

/**
 * The noncentral t distribution: (Z + δ) / √(χ²_ν / ν). The power of a t test is its tail.
 *
 *   F(t) = ∫ Φ(t s − δ) f_ν(s) ds,   p(t) = ∫ s φ(t s − δ) f_ν(s) ds,   f_ν the density of √(χ²_ν / ν)
 *
 * Johnson and Welch 1940, https://doi.org/10.1093/biomet/31.3-4.362. Both tails and the density by the integral, which has no
 * cancellation for any sign of t and δ, other than the series in incomplete beta functions. Relative error below 1e-12.
 */
export class NoncentralT extends ContinuousDistribution {
  readonly name = "NoncentralT";
  readonly support = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
  readonly params: Readonly<NoncentralTParameters>;

  constructor({ df, nc }: NoncentralTParameters) {
    super();
    requirePositive("NoncentralT", { df });
    requireFinite("NoncentralT", { nc });
    this.params = { df, nc };
  }

  get mean(): number {
    return this.rawMoment(1);
  }

  get variance(): number {
    const { df, nc } = this.params;
    if (df <= 2) return df > 1 ? Number.POSITIVE_INFINITY : Number.NaN;
    return (df * (1 + nc * nc)) / (df - 2) - this.mean ** 2;
  }

  get skewness(): number {
    if (this.params.df <= 3) return Number.NaN;
    const { mean, variance } = this;
    return (this.rawMoment(3) - 3 * mean * this.rawMoment(2) + 2 * mean ** 3) / variance ** 1.5;
  }

  get kurtosis(): number {
    if (this.params.df <= 4) return Number.NaN;
    const { mean, variance } = this;
    const [second, third, fourth] = [this.rawMoment(2), this.rawMoment(3), this.rawMoment(4)];
    return (fourth - 4 * mean * third + 6 * mean ** 2 * second - 3 * mean ** 4) / variance ** 2 - 3;
  }

  /** By quadrature of −p ln p. */
  entropy(): number {
    return integrateEntropy(this);
  }

  protected logpdfAt(t: number): number {
    return Math.log(this.pdfAt(t));
  }

  protected override pdfAt(t: number): number {
    const { df, nc } = this.params;
    return chiExpectation({
      df,
      logG: (s) => Math.log(s) - 0.5 * (t * s - nc) ** 2 - logRootTwoPi,
      scaleAt: (s) => 1 / Math.max(1, Math.min(Math.abs(t) * s, Math.abs(nc) + 8)),
    });
  }

  protected cdfAt(t: number): number {
    return this.tail(t, this.params.nc);
  }

  protected sfAt(t: number): number {
    return this.tail(-t, -this.params.nc);
  }

  protected override drawWith(rng: Philox): number {
    const { df, nc } = this.params;
    const z = rng.normal() + nc;
    return z / Math.sqrt(drawGamma(df / 2, rng) / (df / 2));
  }

  protected override quantileStart(): number {
    return this.params.nc;
  }

  private tail(t: number, nc: number): number {
    const value = chiExpectation({
      df: this.params.df,
      logG: (s) => logNdtr(t * s - nc),
      scaleAt: (s) => 1 / Math.max(1, Math.min(Math.abs(t) * s, Math.abs(nc) + 8)),
    });
    return Math.min(value, 1);
  }

  /** E Tᵏ = (ν/2)^(k/2) Γ((ν−k)/2)/Γ(ν/2) E (Z + δ)ᵏ, for ν > k. */
  private rawMoment(k: 1 | 2 | 3 | 4): number {
    const { df, nc } = this.params;
    if (df <= k) return Number.NaN;
    const ratio = Math.exp((k / 2) * Math.log(df / 2) - logGammaRatio((df - k) / 2, k / 2));
    const normal = [0, nc, nc ** 2 + 1, nc ** 3 + 3 * nc, nc ** 4 + 6 * nc ** 2 + 3][k]!;
    return ratio * normal;
  }
}

const logRootTwoPi = 0.9189385332046728;
