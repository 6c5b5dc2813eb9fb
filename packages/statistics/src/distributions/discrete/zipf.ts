import type { Philox } from "@blankfile/tensor";
import { hurwitzZeta } from "../../special/gamma/zeta.ts";
import { DiscreteDistribution } from "../base/discrete-distribution.ts";
import { requireFinite } from "../base/parameters.ts";
import { type FitOptions, fitData, isCount, sumOf } from "../fitting/fit-data.ts";
import { maximizeLikelihood } from "../fitting/maximum-likelihood.ts";

export interface ZipfParameters {
  /** The power a > 1. */
  a: number;
}

/**
 * Zipf's distribution on 1, 2, …
 *
 *   P(X = k) = k^(−a) / ζ(a),   P(X > k) = ζ(a, k + 1) / ζ(a)
 *
 * Drawn by rejection from ⌊U^(−1/(a−1))⌋ (Devroye 1986, Non-Uniform Random Variate Generation, section X.6.1).
 */
export class Zipf extends DiscreteDistribution {
  readonly name = "Zipf";
  readonly support = [1, Number.POSITIVE_INFINITY] as const;
  readonly params: Readonly<ZipfParameters>;
  private readonly zeta: number;

  constructor({ a }: ZipfParameters) {
    super();
    requireFinite("Zipf", { a });
    if (a <= 1) throw new RangeError(`Zipf: a = ${a}, a number above 1 is needed`);
    this.params = { a };
    this.zeta = hurwitzZeta(a, 1);
  }

  /** Maximum likelihood by Newton's method. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<ZipfParameters> = {}): Zipf {
    const x = fitData("Zipf.fit", data, (k) => isCount(k) && k >= 1, "whole numbers from 1 on");
    if (fixed.a !== undefined) return new Zipf({ a: fixed.a });
    // In a − 1, which is above 0. The likelihood depends on the data through Σ ln k alone.
    const logs = sumOf(x, Math.log);
    if (logs === 0)
      throw new RangeError("Zipf.fit: all values are 1, for which a has no maximum; a larger one is needed");
    const { parameters } = maximizeLikelihood({
      where: "Zipf.fit",
      logLikelihood: ({ excess }) => -(1 + excess) * logs - x.length * Math.log(hurwitzZeta(1 + excess, 1)),
      start: { excess: x.length / logs },
      positive: ["excess"],
    });
    return new Zipf({ a: 1 + parameters.excess });
  }

  get mean(): number {
    return this.rawMoment(1);
  }

  get variance(): number {
    return this.params.a > 3 ? this.rawMoment(2) - this.mean ** 2 : Number.POSITIVE_INFINITY;
  }

  get skewness(): number {
    if (this.params.a <= 4) return Number.NaN;
    const { mean } = this;
    return (this.rawMoment(3) - 3 * mean * this.rawMoment(2) + 2 * mean ** 3) / this.variance ** 1.5;
  }

  get kurtosis(): number {
    if (this.params.a <= 5) return Number.NaN;
    const { mean } = this;
    const fourth = this.rawMoment(4) - 4 * mean * this.rawMoment(3) + 6 * mean ** 2 * this.rawMoment(2);
    return (fourth - 3 * mean ** 4) / this.variance ** 2 - 3;
  }

  /** ln ζ(a) + a/ζ(a) Σ k^(−a) ln k; the sum by Euler and Maclaurin from 1,000 on. */
  override entropy(): number {
    const { a } = this.params;
    const f = (x: number) => x ** -a * Math.log(x);
    let sum = 0;
    for (let k = 2; k < 1000; k++) sum += f(k);
    const log = Math.log(1000);
    const beyond = 1000 ** (1 - a) * (log / (a - 1) + 1 / (a - 1) ** 2);
    const slope = 1000 ** (-a - 1) * (1 - a * log);
    sum += beyond + f(1000) / 2 - slope / 12;
    return Math.log(this.zeta) + (a * sum) / this.zeta;
  }

  protected logpmfAt(k: number): number {
    return -this.params.a * Math.log(k) - Math.log(this.zeta);
  }

  protected cdfAtWhole(k: number): number {
    if (k > 100) return 1 - this.sfAtWhole(k);
    let sum = 0;
    for (let i = k; i >= 1; i--) sum += i ** -this.params.a;
    return Math.min(1, sum / this.zeta);
  }

  protected sfAtWhole(k: number): number {
    return hurwitzZeta(this.params.a, k + 1) / this.zeta;
  }

  protected override drawWith(rng: Philox): number {
    const power = this.params.a - 1;
    const b = 2 ** power;
    for (let turn = 0; turn < 10_000; turn++) {
      const u = 1 - rng.uniform();
      const v = rng.uniform();
      const x = Math.floor(u ** (-1 / power));
      // Beyond 2⁵³ (a near 1) there are no neighbouring whole numbers; such a draw is refused and taken anew, as NumPy does.
      if (!(x < Number.MAX_SAFE_INTEGER)) continue;
      const t = (1 + 1 / x) ** power;
      if ((v * x * (t - 1)) / (b - 1) <= t / b) return x;
    }
    throw new Error(
      `Zipf.sample: no draw below 2^53 in 10,000 turns for a = ${this.params.a}; a larger a is needed`,
    );
  }

  private rawMoment(m: number): number {
    const { a } = this.params;
    return a > m + 1 ? hurwitzZeta(a - m, 1) / this.zeta : Number.POSITIVE_INFINITY;
  }
}
