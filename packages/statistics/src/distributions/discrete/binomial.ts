import type { Philox } from "@blankfile/tensor";
import { incompleteBeta } from "../../special/beta/betainc.ts";
import { DiscreteDistribution } from "../base/discrete-distribution.ts";
import { requireProbability, requireWhole } from "../base/parameters.ts";
import { type FitOptions, fitData, isCount, meanOf } from "../fitting/fit-data.ts";
import { binomialProbability, logBinomialProbability } from "./binomial-probability.ts";
import { drawBinomial } from "./draw-binomial.ts";

export interface BinomialParameters {
  /** Number of trials, whole, from 0 on. */
  n: number;
  /** Probability of success. */
  p: number;
}

/**
 * The binomial distribution: successes in n independent trials.
 *
 *   P(X = k) = C(n, k) pᵏ (1 − p)ⁿ⁻ᵏ,   P(X > k) = I_p(k + 1, n − k)
 */
export class Binomial extends DiscreteDistribution {
  readonly name: string = "Binomial";
  readonly support: readonly [number, number];
  readonly params: Readonly<BinomialParameters>;

  constructor({ n, p }: BinomialParameters) {
    super();
    requireWhole("Binomial", { n });
    requireProbability("Binomial", { p });
    this.params = { n, p };
    this.support = [0, n];
  }

  /** Maximum likelihood for known n: the share of successes. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<BinomialParameters> = {}): Binomial {
    const { n } = fixed;
    if (n === undefined)
      throw new RangeError("Binomial.fit: n is not given, it is needed: fit(data, { fixed: { n } })");
    const x = fitData("Binomial.fit", data, (k) => isCount(k) && k <= n, `whole numbers from 0 to ${n}`);
    return new Binomial({ n, p: fixed.p ?? meanOf(x) / n });
  }

  get mean(): number {
    return this.params.n * this.params.p;
  }

  get variance(): number {
    return this.mean * (1 - this.params.p);
  }

  get skewness(): number {
    return (1 - 2 * this.params.p) / this.std;
  }

  get kurtosis(): number {
    const { p } = this.params;
    return (1 - 6 * p * (1 - p)) / this.variance;
  }

  protected override pmfAt(k: number): number {
    const { n, p } = this.params;
    return binomialProbability(k, n, p, 1 - p);
  }

  protected logpmfAt(k: number): number {
    const { n, p } = this.params;
    return logBinomialProbability(k, n, p, 1 - p);
  }

  protected cdfAtWhole(k: number): number {
    return this.both(k)[1];
  }

  protected sfAtWhole(k: number): number {
    return this.both(k)[0];
  }

  protected override drawWith(rng: Philox): number {
    return drawBinomial(this.params.n, this.params.p, rng);
  }

  private both(k: number): readonly [number, number] {
    const { n, p } = this.params;
    return k >= n ? [0, 1] : incompleteBeta(k + 1, n - k, p, 1 - p);
  }
}
