import type { Philox } from "@blankfile/tensor";
import { type Mapped, mapValues, type Values } from "./values.ts";

export interface SampleOptions {
  rng: Philox;
}

/**
 * What every distribution on the line has, continuous or discrete.
 *
 *   cdf(x) = P(X ≤ x)        sf(x) = P(X > x), with its own relative accuracy, not 1 − cdf
 *   ppf(p) = inf {x : cdf(x) ≥ p}        isf(q) = ppf(1 − q), without the subtraction
 *
 * Each takes a number or an array. A subclass gives the functions of one number inside of the support (`cdfAt`, `sfAt`, …); outside of
 * it, at the infinities and at NaN the answer is given here. Moments that do not exist are NaN, those that diverge are infinite.
 */
export abstract class UnivariateDistribution {
  /** The name in errors, that of the class. */
  abstract readonly name: string;
  /** Least and largest value that may occur; may be infinite. */
  abstract readonly support: readonly [low: number, high: number];
  abstract readonly mean: number;
  abstract readonly variance: number;
  /** E (X − μ)³ / σ³. */
  abstract readonly skewness: number;
  /** Excess kurtosis, E (X − μ)⁴ / σ⁴ − 3. */
  abstract readonly kurtosis: number;

  /** −E ln p(X), in nats; of a continuous one the differential entropy. */
  abstract entropy(): number;

  protected abstract cdfAt(x: number): number;
  protected abstract sfAt(x: number): number;
  protected abstract ppfAt(p: number): number;
  protected abstract isfAt(q: number): number;
  protected abstract drawWith(rng: Philox): number;

  get std(): number {
    return Math.sqrt(this.variance);
  }

  /** ppf(½). */
  get median(): number {
    return this.ppf(0.5);
  }

  cdf<X extends Values>(x: X): Mapped<X> {
    return mapValues(x, (value) => this.within(value, 0, 1, (inside) => this.cdfAt(inside)));
  }

  sf<X extends Values>(x: X): Mapped<X> {
    return mapValues(x, (value) => this.within(value, 1, 0, (inside) => this.sfAt(inside)));
  }

  logcdf<X extends Values>(x: X): Mapped<X> {
    const none = Number.NEGATIVE_INFINITY;
    return mapValues(x, (value) => this.within(value, none, 0, (inside) => this.logcdfAt(inside)));
  }

  logsf<X extends Values>(x: X): Mapped<X> {
    const none = Number.NEGATIVE_INFINITY;
    return mapValues(x, (value) => this.within(value, 0, none, (inside) => this.logsfAt(inside)));
  }

  ppf<X extends Values>(p: X): Mapped<X> {
    return mapValues(p, (value) => {
      if (!this.probability("ppf", value)) return Number.NaN;
      if (value === 0 || value === 1) return this.support[value];
      return this.ppfAt(value);
    });
  }

  isf<X extends Values>(q: X): Mapped<X> {
    return mapValues(q, (value) => {
      if (!this.probability("isf", value)) return Number.NaN;
      if (value === 0 || value === 1) return this.support[value === 0 ? 1 : 0];
      return this.isfAt(value);
    });
  }

  /** The interval that holds `level` of the probability, with (1 − level)/2 in each tail. */
  interval(level: number): readonly [number, number] {
    if (!(level >= 0 && level <= 1)) {
      throw new RangeError(`${this.name}.interval: level ${level}, a number from 0 to 1 is needed`);
    }
    const tail = (1 - level) / 2;
    return [this.ppf(tail), this.isf(tail)];
  }

  /** One draw, or `size` of them. Equal generators give equal draws. */
  sample(options: SampleOptions): number;
  sample(options: SampleOptions & { size: number }): Float64Array;
  sample({ rng, size }: SampleOptions & { size?: number }): number | Float64Array {
    if (size === undefined) return this.drawWith(rng);
    if (!Number.isInteger(size) || size < 0) {
      throw new RangeError(`${this.name}.sample: size = ${size}, a whole number from 0 on is needed`);
    }
    const out = new Float64Array(size);
    for (let i = 0; i < size; i++) out[i] = this.drawWith(rng);
    return out;
  }

  protected logcdfAt(x: number): number {
    const value = this.cdfAt(x);
    return value < 0.5 ? Math.log(value) : Math.log1p(-this.sfAt(x));
  }

  protected logsfAt(x: number): number {
    const value = this.sfAt(x);
    return value < 0.5 ? Math.log(value) : Math.log1p(-this.cdfAt(x));
  }

  private within(x: number, below: number, above: number, inside: (x: number) => number): number {
    if (x < this.support[0] || x === Number.NEGATIVE_INFINITY) return below;
    if (x >= this.support[1]) return above;
    return Number.isNaN(x) ? Number.NaN : inside(x);
  }

  private probability(where: string, p: number): boolean {
    if (Number.isNaN(p)) return false;
    if (p >= 0 && p <= 1) return true;
    throw new RangeError(`${this.name}.${where}: probability ${p}, a number from 0 to 1 is needed`);
  }
}
