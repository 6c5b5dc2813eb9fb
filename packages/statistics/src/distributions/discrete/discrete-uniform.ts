import type { Philox } from "@blankfile/tensor";
import { DiscreteDistribution } from "../base/discrete-distribution.ts";
import { requireWhole } from "../base/parameters.ts";
import { type FitOptions, fitData } from "../fitting/fit-data.ts";

export interface DiscreteUniformParameters {
  /** Least value. */
  low: number;
  /** Largest value, itself included (in SciPy's `randint` it is not). */
  high: number;
}

/** The discrete uniform distribution on low, low + 1, …, high: P(X = k) = 1/(high − low + 1). */
export class DiscreteUniform extends DiscreteDistribution {
  readonly name = "DiscreteUniform";
  readonly support: readonly [number, number];
  readonly params: Readonly<DiscreteUniformParameters>;
  private readonly count: number;

  constructor({ low, high }: DiscreteUniformParameters) {
    super();
    requireWhole("DiscreteUniform", { low, high }, Number.MIN_SAFE_INTEGER);
    if (low > high || high - low >= 2 ** 32) {
      throw new RangeError(
        `DiscreteUniform: low = ${low}, high = ${high}; low ≤ high < low + 2^32 is needed`,
      );
    }
    this.params = { low, high };
    this.support = [low, high];
    this.count = high - low + 1;
  }

  /** Maximum likelihood: the least and the largest value. */
  static fit(
    data: ArrayLike<number>,
    { fixed = {} }: FitOptions<DiscreteUniformParameters> = {},
  ): DiscreteUniform {
    const x = fitData("DiscreteUniform.fit", data, Number.isInteger, "whole numbers");
    const low = fixed.low ?? x.reduce((least, k) => Math.min(least, k));
    const high = fixed.high ?? x.reduce((most, k) => Math.max(most, k));
    fitData("DiscreteUniform.fit", x, (k) => k >= low && k <= high, `numbers from ${low} to ${high}`);
    return new DiscreteUniform({ low, high });
  }

  get mean(): number {
    return (this.params.low + this.params.high) / 2;
  }

  get variance(): number {
    return (this.count ** 2 - 1) / 12;
  }

  get skewness(): number {
    return this.count === 1 ? Number.NaN : 0;
  }

  get kurtosis(): number {
    return (-6 / 5) * ((this.count ** 2 + 1) / (this.count ** 2 - 1));
  }

  override entropy(): number {
    return Math.log(this.count);
  }

  protected override pmfAt(): number {
    return 1 / this.count;
  }

  protected logpmfAt(): number {
    return -Math.log(this.count);
  }

  protected cdfAtWhole(k: number): number {
    return (k - this.params.low + 1) / this.count;
  }

  protected sfAtWhole(k: number): number {
    return (this.params.high - k) / this.count;
  }

  protected override drawWith(rng: Philox): number {
    return this.params.low + rng.integer(this.count);
  }
}
