import type { Philox } from "@blankfile/tensor";
import {
  choleskyFactor,
  logDeterminant,
  type Rows,
  requirePoint,
  solveLower,
  solveUpper,
  symmetricFlat,
  timesLower,
  toRows,
} from "./cholesky.ts";
import { MultivariateDistribution } from "./multivariate-distribution.ts";

export interface MultivariateNormalParameters {
  /** μ, [D]. */
  mean: ArrayLike<number>;
  /** Σ, [D][D], symmetric and positive definite. */
  covariance: Rows;
}

/**
 * The multivariate normal distribution.
 *
 *   p(x) = (2π)^(−D/2) |Σ|^(−½) e^(−½ (x−μ)ᵀ Σ⁻¹ (x−μ)),   Σ = L Lᵀ,   (x−μ)ᵀ Σ⁻¹ (x−μ) = ‖L⁻¹(x − μ)‖²
 *
 * Drawn as μ + L z. Parts of it are normal, also given the others:
 *
 *   x₁ | x₂ ~ N(μ₁ + Σ₁₂ Σ₂₂⁻¹ (x₂ − μ₂),  Σ₁₁ − Σ₁₂ Σ₂₂⁻¹ Σ₂₁)
 */
export class MultivariateNormal extends MultivariateDistribution {
  readonly name = "MultivariateNormal";
  readonly dimension: number;
  readonly mean: Float64Array;
  private readonly sigma: Float64Array;
  private readonly L: Float64Array;
  private readonly logNormaliser: number;

  constructor({ mean, covariance }: MultivariateNormalParameters) {
    super();
    this.sigma = symmetricFlat("MultivariateNormal", "covariance", covariance);
    this.dimension = covariance.length;
    requirePoint("MultivariateNormal: mean", mean, this.dimension);
    this.mean = Float64Array.from(mean);
    this.L = choleskyFactor("MultivariateNormal", "covariance", this.sigma);
    this.logNormaliser = -0.5 * (this.dimension * Math.log(2 * Math.PI) + logDeterminant(this.L));
  }

  /** Maximum likelihood: the mean and the covariance with 1/N of the rows, which must be more than D in general position. */
  static fit(rows: Rows): MultivariateNormal {
    const [N, D] = [rows.length, rows[0]?.length ?? 0];
    if (N <= D || D === 0) {
      throw new RangeError(
        `MultivariateNormal.fit: ${N} rows of ${D} columns, more rows than columns are needed`,
      );
    }
    const mean = new Float64Array(D);
    for (let i = 0; i < N; i++) {
      requirePoint(`MultivariateNormal.fit: row ${i}`, rows[i]!, D);
      for (let j = 0; j < D; j++) mean[j]! += rows[i]![j]! / N;
    }
    const covariance = Array.from({ length: D }, () => new Float64Array(D));
    for (let i = 0; i < N; i++) {
      for (let j = 0; j < D; j++) {
        const d = rows[i]![j]! - mean[j]!;
        for (let k = 0; k < D; k++) covariance[j]![k]! += (d * (rows[i]![k]! - mean[k]!)) / N;
      }
    }
    return new MultivariateNormal({ mean, covariance });
  }

  get covariance(): Float64Array[] {
    return toRows(this.sigma);
  }

  get params() {
    return { mean: this.mean, covariance: this.covariance };
  }

  logpdf(x: ArrayLike<number>): number {
    const z = this.whitened(x);
    return this.logNormaliser - 0.5 * z.reduce((sum, value) => sum + value * value, 0);
  }

  pdf(x: ArrayLike<number>): number {
    return Math.exp(this.logpdf(x));
  }

  /** √((x−μ)ᵀ Σ⁻¹ (x−μ)), Mahalanobis' distance from the mean. */
  mahalanobis(x: ArrayLike<number>): number {
    return Math.hypot(...this.whitened(x));
  }

  /** ½ ln((2πe)^D |Σ|). */
  entropy(): number {
    return this.dimension / 2 - this.logNormaliser;
  }

  /** The distribution of the named coordinates, in their order. */
  marginal(indices: readonly number[]): MultivariateNormal {
    this.requireIndices("marginal", indices);
    return new MultivariateNormal({
      mean: indices.map((i) => this.mean[i]!),
      covariance: indices.map((i) => indices.map((j) => this.at(i, j))),
    });
  }

  /** The distribution of the other coordinates, in their order, given x[indices[i]] = values[i]. */
  conditional({
    indices,
    values,
  }: {
    indices: readonly number[];
    values: ArrayLike<number>;
  }): MultivariateNormal {
    this.requireIndices("conditional", indices);
    requirePoint("MultivariateNormal.conditional: values", values, indices.length);
    const rest = Array.from(this.mean.keys()).filter((i) => !indices.includes(i));
    if (rest.length === 0) {
      throw new RangeError(
        "MultivariateNormal.conditional: all coordinates are given, one or more must be free",
      );
    }
    const given = Float64Array.from(indices.flatMap((i) => indices.map((j) => this.at(i, j))));
    const L = choleskyFactor("MultivariateNormal.conditional", "covariance of the given", given);
    const offset = solveUpper(
      L,
      solveLower(
        L,
        indices.map((i, at) => values[at]! - this.mean[i]!),
      ),
    );
    // Rows L⁻¹ Σ₂ᵢ: Σ₁₂ Σ₂₂⁻¹ Σ₂₁ is their Gram matrix, which keeps the result symmetric.
    const halves = rest.map((i) =>
      solveLower(
        L,
        indices.map((j) => this.at(i, j)),
      ),
    );
    return new MultivariateNormal({
      mean: rest.map(
        (i) => this.mean[i]! + indices.reduce((sum, j, at) => sum + this.at(i, j) * offset[at]!, 0),
      ),
      covariance: rest.map((i, a) =>
        rest.map(
          (j, b) => this.at(i, j) - halves[a]!.reduce((sum, value, k) => sum + value * halves[b]![k]!, 0),
        ),
      ),
    });
  }

  protected drawWith(rng: Philox): Float64Array {
    const z = Float64Array.from({ length: this.dimension }, () => rng.normal());
    return timesLower(this.L, z).map((value, i) => value + this.mean[i]!);
  }

  private whitened(x: ArrayLike<number>): Float64Array {
    requirePoint("MultivariateNormal", x, this.dimension);
    return solveLower(
      this.L,
      this.mean.map((value, i) => x[i]! - value),
    );
  }

  private at(i: number, j: number): number {
    return this.sigma[i * this.dimension + j]!;
  }

  private requireIndices(where: string, indices: readonly number[]): void {
    const good = indices.every((i) => Number.isInteger(i) && i >= 0 && i < this.dimension);
    if (indices.length > 0 && good && new Set(indices).size === indices.length) return;
    throw new RangeError(
      `MultivariateNormal.${where}: coordinates [${indices.join(", ")}], one or more different ones from 0 to ${this.dimension - 1} are needed`,
    );
  }
}
