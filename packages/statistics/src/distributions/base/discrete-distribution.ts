import type { Philox } from "@blankfile/tensor";
import { ndtri } from "../../special/error/ndtri.ts";
import { openUniform } from "./continuous-distribution.ts";
import { searchInteger } from "./search-integer.ts";
import { UnivariateDistribution } from "./univariate-distribution.ts";
import { type Mapped, mapValues, type Values } from "./values.ts";

/**
 * A distribution on whole numbers.
 *
 *   pmf(k) = P(X = k), 0 for k that are no whole numbers;   cdf(x) = P(X ≤ ⌊x⌋)
 *   ppf(p) = the least k with cdf(k) ≥ p;   isf(q) = the least k with sf(k) ≤ q
 *
 * A subclass gives ln pmf, cdf and sf of a whole number in the support.
 */
export abstract class DiscreteDistribution extends UnivariateDistribution {
  protected abstract logpmfAt(k: number): number;
  protected abstract cdfAtWhole(k: number): number;
  protected abstract sfAtWhole(k: number): number;

  pmf<X extends Values>(k: X): Mapped<X> {
    return mapValues(k, (value) =>
      this.possible(value) ? this.pmfAt(value) : Number.isNaN(value) ? value : 0,
    );
  }

  logpmf<X extends Values>(k: X): Mapped<X> {
    return mapValues(k, (value) => {
      if (Number.isNaN(value)) return Number.NaN;
      return this.possible(value) ? this.logpmfAt(value) : Number.NEGATIVE_INFINITY;
    });
  }

  /** −Σ p ln p between the quantiles of 1e-17; of a wide one at every σ/200th k, where the sum is as exact as with all. */
  entropy(): number {
    const [first, last] = [this.ppf(1e-17), this.isf(1e-17)];
    const stride = last - first < 10_000 ? 1 : Math.max(1, Math.floor(this.std / 200));
    let sum = 0;
    for (let k = first; k <= last; k += stride) {
      const logP = this.logpmf(k);
      if (logP > -700) sum -= Math.exp(logP) * logP;
    }
    return sum * stride;
  }

  protected pmfAt(k: number): number {
    return Math.exp(this.logpmfAt(k));
  }

  protected cdfAt(x: number): number {
    return this.cdfAtWhole(Math.floor(x));
  }

  protected sfAt(x: number): number {
    return this.sfAtWhole(Math.floor(x));
  }

  protected ppfAt(p: number): number {
    return searchInteger((k) => this.cdf(k) >= p, this.searchStart(p, 1 - p), this.support);
  }

  protected isfAt(q: number): number {
    return searchInteger((k) => this.sf(k) <= q, this.searchStart(1 - q, q), this.support);
  }

  /** By inversion where a subclass knows nothing better. */
  protected drawWith(rng: Philox): number {
    return this.ppfAt(openUniform(rng));
  }

  private possible(k: number): boolean {
    return Number.isInteger(k) && k >= this.support[0] && k <= this.support[1];
  }

  private searchStart(p: number, q: number): number {
    const z = p < q ? ndtri(p) : -ndtri(Math.max(q, 1e-300));
    const guess = this.mean + z * this.std;
    return Number.isFinite(guess) ? guess : Math.max(this.support[0], 0);
  }
}
