import type { Philox } from "@blankfile/tensor";
import { gammainc, gammaincc, gammaPrefix } from "../../special/gamma/gammainc.ts";
import { ContinuousDistribution } from "../base/continuous-distribution.ts";
import { drawGamma } from "../base/draw-gamma.ts";
import { integrateEntropy } from "../base/integrate-entropy.ts";
import { requireFinite, requirePositive } from "../base/parameters.ts";
import { poissonMixture } from "./poisson-mixture.ts";

export interface NoncentralChiSquaredParameters {
  /** ν > 0, degrees of freedom. */
  df: number;
  /** λ ≥ 0, noncentrality: the sum of the squared means. */
  nc: number;
}

/**
 * The noncentral chi-squared distribution: Σ (Z_i + μ_i)², λ = Σ μ_i². It is a Poisson mixture of central ones:
 *
 *   F(x) = Σ_j e^(−λ/2) (λ/2)^j / j! · P(ν/2 + j, x/2)
 *
 * and so are the upper tail and the density, each a sum of positive terms from the largest outwards. Relative error below 1e-12.
 */
export class NoncentralChiSquared extends ContinuousDistribution {
  readonly name = "NoncentralChiSquared";
  readonly support = [0, Number.POSITIVE_INFINITY] as const;
  readonly params: Readonly<NoncentralChiSquaredParameters>;

  constructor({ df, nc }: NoncentralChiSquaredParameters) {
    super();
    requirePositive("NoncentralChiSquared", { df });
    requireFinite("NoncentralChiSquared", { nc });
    if (nc < 0) throw new RangeError(`NoncentralChiSquared: nc = ${nc}, a number from 0 on is needed`);
    this.params = { df, nc };
  }

  get mean(): number {
    return this.params.df + this.params.nc;
  }

  get variance(): number {
    return 2 * (this.params.df + 2 * this.params.nc);
  }

  get skewness(): number {
    const { df, nc } = this.params;
    return (Math.sqrt(8) * (df + 3 * nc)) / (df + 2 * nc) ** 1.5;
  }

  get kurtosis(): number {
    const { df, nc } = this.params;
    return (12 * (df + 4 * nc)) / (df + 2 * nc) ** 2;
  }

  /** By quadrature of −p ln p. */
  entropy(): number {
    return integrateEntropy(this);
  }

  protected logpdfAt(x: number): number {
    const { df, nc } = this.params;
    if (x === 0) {
      if (df === 2) return -nc / 2 - Math.LN2;
      return df > 2 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    }
    return Math.log(poissonMixture(nc / 2, (j) => ((df / 2 + j) * gammaPrefix(df / 2 + j, x / 2)) / x));
  }

  protected cdfAt(x: number): number {
    const { df, nc } = this.params;
    return poissonMixture(nc / 2, (j) => gammainc(df / 2 + j, x / 2));
  }

  protected sfAt(x: number): number {
    const { df, nc } = this.params;
    return poissonMixture(nc / 2, (j) => gammaincc(df / 2 + j, x / 2));
  }

  /** A chi-squared with ν + 2J degrees of freedom, J from the Poisson distribution: for ν ≥ 1 (Z + √λ)² + χ²_(ν−1) instead. */
  protected override drawWith(rng: Philox): number {
    const { df, nc } = this.params;
    if (df >= 1) {
      const z = rng.normal() + Math.sqrt(nc);
      return z * z + (df === 1 ? 0 : 2 * drawGamma((df - 1) / 2, rng));
    }
    return this.ppf(1 - rng.uniform());
  }
}
