import type { Philox } from "@blankfile/tensor";

/** What distributions of vectors share: a point is an array of `dimension` numbers, draws are rows. */
export abstract class MultivariateDistribution {
  abstract readonly name: string;
  abstract readonly dimension: number;
  /** E X, [dimension]. */
  abstract readonly mean: Float64Array;
  /** E (X − μ)(X − μ)ᵀ, [dimension][dimension]. */
  abstract readonly covariance: Float64Array[];

  protected abstract drawWith(rng: Philox): Float64Array;

  /** One draw, or `size` of them. Equal generators give equal draws. */
  sample(options: { rng: Philox }): Float64Array;
  sample(options: { rng: Philox; size: number }): Float64Array[];
  sample({ rng, size }: { rng: Philox; size?: number }): Float64Array | Float64Array[] {
    if (size === undefined) return this.drawWith(rng);
    if (!Number.isInteger(size) || size < 0) {
      throw new RangeError(`${this.name}.sample: size = ${size}, a whole number from 0 on is needed`);
    }
    return Array.from({ length: size }, () => this.drawWith(rng));
  }
}
