import type { Philox } from "@blankfile/tensor";
import { UnivariateDistribution } from "../base/univariate-distribution.ts";
import { type QuantileType, sampleQuantile } from "./sample-quantile.ts";

/**
 * The empirical distribution of a sample: 1/n on each value.
 *
 *   F(x) = #{x_i ≤ x} / n,   ppf(p) = the least x_i with F(x_i) ≥ p,   moments with 1/n
 *
 * `quantile(p, { type })` interpolates in one of the nine usual ways. `entropy` is that of the probabilities of the different values.
 */
export class Empirical extends UnivariateDistribution {
  readonly name = "Empirical";
  readonly support: readonly [number, number];
  /** In increasing order. */
  readonly sorted: Float64Array;
  readonly mean: number;
  readonly variance: number;

  /** One or more finite numbers, copied. */
  constructor(data: ArrayLike<number>) {
    super();
    if (data.length === 0) throw new RangeError("Empirical: no values, one or more are needed");
    for (let i = 0; i < data.length; i++) {
      if (!Number.isFinite(data[i]!)) {
        throw new RangeError(`Empirical: data[${i}] = ${data[i]}, a finite number is needed`);
      }
    }
    this.sorted = Float64Array.from(data).sort();
    this.support = [this.sorted[0]!, this.sorted.at(-1)!];
    const n = this.sorted.length;
    this.mean = this.sorted.reduce((sum, x) => sum + x / n, 0);
    this.variance = this.moment(2);
  }

  get params() {
    return { data: this.sorted };
  }

  get skewness(): number {
    return this.moment(3) / this.variance ** 1.5;
  }

  get kurtosis(): number {
    return this.moment(4) / this.variance ** 2 - 3;
  }

  quantile(p: number, { type = 7 }: { type?: QuantileType } = {}): number {
    return sampleQuantile(this.sorted, p, type);
  }

  entropy(): number {
    const n = this.sorted.length;
    let sum = 0;
    for (let i = 0; i < n; ) {
      const next = this.countAtMost(this.sorted[i]!);
      const p = (next - i) / n;
      sum -= p * Math.log(p);
      i = next;
    }
    return sum;
  }

  protected cdfAt(x: number): number {
    return this.countAtMost(x) / this.sorted.length;
  }

  protected sfAt(x: number): number {
    return (this.sorted.length - this.countAtMost(x)) / this.sorted.length;
  }

  protected ppfAt(p: number): number {
    return sampleQuantile(this.sorted, p, 1);
  }

  protected isfAt(q: number): number {
    const n = this.sorted.length;
    // The least x with #{x_i > x} ≤ n q.
    return this.sorted[Math.max(0, Math.min(n - 1, n - 1 - Math.floor(n * q * (1 + Number.EPSILON))))]!;
  }

  /** One of the values: the draw of a bootstrap. */
  protected override drawWith(rng: Philox): number {
    return this.sorted[rng.integer(this.sorted.length)]!;
  }

  private moment(power: number): number {
    const n = this.sorted.length;
    return this.sorted.reduce((sum, x) => sum + (x - this.mean) ** power / n, 0);
  }

  private countAtMost(x: number): number {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle]! <= x) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
