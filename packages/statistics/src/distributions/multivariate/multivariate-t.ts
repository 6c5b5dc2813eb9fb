import type { Philox } from "@blankfile/tensor";
import { digamma } from "../../special/gamma/digamma.ts";
import { logGammaRatio } from "../../special/gamma/log-gamma-ratio.ts";
import { drawGamma } from "../base/draw-gamma.ts";
import { requirePositive } from "../base/parameters.ts";
import {
  choleskyFactor,
  logDeterminant,
  type Rows,
  requirePoint,
  solveLower,
  symmetricFlat,
  timesLower,
  toRows,
} from "./cholesky.ts";
import { MultivariateDistribution } from "./multivariate-distribution.ts";

export interface MultivariateTParameters {
  /** ν > 0, degrees of freedom. */
  df: number;
  /** Centre, [D]. */
  loc: ArrayLike<number>;
  /** Σ, [D][D], symmetric and positive definite; the covariance is ν/(ν − 2) Σ. */
  shape: Rows;
}

/**
 * Student's t distribution of vectors.
 *
 *   p(x) = Γ((ν+D)/2) / (Γ(ν/2) (νπ)^(D/2) |Σ|^(½)) · (1 + (x−μ)ᵀ Σ⁻¹ (x−μ) / ν)^(−(ν+D)/2)
 *
 * Drawn as μ + L z / √(χ²_ν / ν). Kotz and Nadarajah 2004, Multivariate t Distributions and Their Applications.
 */
export class MultivariateT extends MultivariateDistribution {
  readonly name = "MultivariateT";
  readonly dimension: number;
  readonly params: Readonly<{ df: number; loc: Float64Array; shape: Float64Array[] }>;
  private readonly L: Float64Array;
  private readonly logNormaliser: number;

  constructor({ df, loc, shape }: MultivariateTParameters) {
    super();
    requirePositive("MultivariateT", { df });
    const sigma = symmetricFlat("MultivariateT", "shape", shape);
    this.dimension = shape.length;
    requirePoint("MultivariateT: loc", loc, this.dimension);
    this.params = { df, loc: Float64Array.from(loc), shape: toRows(sigma) };
    this.L = choleskyFactor("MultivariateT", "shape", sigma);
    const half = this.dimension / 2;
    this.logNormaliser =
      logGammaRatio(df / 2, half) - half * Math.log(df * Math.PI) - 0.5 * logDeterminant(this.L);
  }

  get mean(): Float64Array {
    return this.params.df > 1 ? this.params.loc : this.params.loc.map(() => Number.NaN);
  }

  get covariance(): Float64Array[] {
    const { df, shape } = this.params;
    const factor = df > 2 ? df / (df - 2) : Number.NaN;
    return shape.map((row) => row.map((value) => value * factor));
  }

  logpdf(x: ArrayLike<number>): number {
    requirePoint("MultivariateT", x, this.dimension);
    const { df, loc } = this.params;
    const z = solveLower(
      this.L,
      loc.map((value, i) => x[i]! - value),
    );
    const square = z.reduce((sum, value) => sum + value * value, 0);
    return this.logNormaliser - ((df + this.dimension) / 2) * Math.log1p(square / df);
  }

  pdf(x: ArrayLike<number>): number {
    return Math.exp(this.logpdf(x));
  }

  /** (ν+D)/2 (ψ((ν+D)/2) − ψ(ν/2)) less the logarithm of the density at the centre. */
  entropy(): number {
    const { df } = this.params;
    const half = (df + this.dimension) / 2;
    return half * (digamma(half) - digamma(df / 2)) - this.logNormaliser;
  }

  protected drawWith(rng: Philox): Float64Array {
    const { df, loc } = this.params;
    const z = Float64Array.from({ length: this.dimension }, () => rng.normal());
    const root = Math.sqrt(drawGamma(df / 2, rng) / (df / 2));
    return timesLower(this.L, z).map((value, i) => loc[i]! + value / root);
  }
}
