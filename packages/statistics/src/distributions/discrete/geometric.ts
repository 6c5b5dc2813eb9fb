import type { Philox } from "@blankfile/tensor";
import { DiscreteDistribution } from "../base/discrete-distribution.ts";
import { requirePositive, requireProbability } from "../base/parameters.ts";
import { type FitOptions, fitData, isCount, meanOf } from "../fitting/fit-data.ts";

export interface GeometricParameters {
  /** Probability of success, above 0. */
  p: number;
}

/**
 * The geometric distribution: the number of the first trial that succeeds, 1, 2, … (SciPy's `geom`).
 *
 *   P(X = k) = p (1 − p)^(k−1),   P(X > k) = (1 − p)ᵏ
 */
export class Geometric extends DiscreteDistribution {
  readonly name = "Geometric";
  readonly support = [1, Number.POSITIVE_INFINITY] as const;
  readonly params: Readonly<GeometricParameters>;
  /** ln(1 − p). */
  private readonly logQ: number;

  constructor({ p }: GeometricParameters) {
    super();
    requirePositive("Geometric", { p });
    requireProbability("Geometric", { p });
    this.params = { p };
    this.logQ = Math.log1p(-p);
  }

  /** Maximum likelihood: 1 over the mean. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<GeometricParameters> = {}): Geometric {
    const x = fitData("Geometric.fit", data, (k) => isCount(k) && k >= 1, "whole numbers from 1 on");
    return new Geometric({ p: fixed.p ?? 1 / meanOf(x) });
  }

  get mean(): number {
    return 1 / this.params.p;
  }

  get variance(): number {
    return (1 - this.params.p) / this.params.p ** 2;
  }

  get skewness(): number {
    return (2 - this.params.p) / Math.sqrt(1 - this.params.p);
  }

  get kurtosis(): number {
    const { p } = this.params;
    return 6 + (p * p) / (1 - p);
  }

  override entropy(): number {
    const { p } = this.params;
    return p === 1 ? 0 : -Math.log(p) - ((1 - p) / p) * this.logQ;
  }

  protected logpmfAt(k: number): number {
    return Math.log(this.params.p) + (k === 1 ? 0 : (k - 1) * this.logQ);
  }

  protected cdfAtWhole(k: number): number {
    return -Math.expm1(k * this.logQ);
  }

  protected sfAtWhole(k: number): number {
    return Math.exp(k * this.logQ);
  }

  /** The least k with (1 − p)ᵏ < u. */
  protected override drawWith(rng: Philox): number {
    return this.params.p === 1 ? 1 : Math.max(1, Math.ceil(Math.log1p(-rng.uniform()) / this.logQ));
  }
}
