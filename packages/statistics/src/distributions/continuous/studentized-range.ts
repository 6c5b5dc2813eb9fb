import type { Philox } from "@blankfile/tensor";
import { logGammaRatio } from "../../special/gamma/log-gamma-ratio.ts";
import { rangeRawMoment } from "../../special/ranges/range-tail.ts";
import {
  type StudentizedRangeParameters,
  studentizedRangeCdf,
  studentizedRangeIsf,
  studentizedRangePdf,
  studentizedRangePpf,
  studentizedRangeSf,
} from "../../special/ranges/studentized-range.ts";
import { ContinuousDistribution } from "../base/continuous-distribution.ts";
import { drawGamma } from "../base/draw-gamma.ts";
import { integrateEntropy } from "../base/integrate-entropy.ts";

/**
 * The studentised range: max − min of k standard normals over an independent √(χ²_ν / ν), the distribution of Tukey's honestly
 * significant difference.
 *
 * Functions and accuracy as `studentizedRangeCdf`. Moments: E Qᵐ = E Wᵐ E s^(−m), E s^(−m) = (ν/2)^(m/2) Γ((ν − m)/2) / Γ(ν/2).
 */
export class StudentizedRange extends ContinuousDistribution {
  readonly name = "StudentizedRange";
  readonly support = [0, Number.POSITIVE_INFINITY] as const;
  readonly params: Readonly<StudentizedRangeParameters>;

  /** k groups, a whole number from 2 on; df > 0, may be ∞. */
  constructor({ k, df }: StudentizedRangeParameters) {
    super();
    studentizedRangeCdf(1, { k, df });
    this.params = { k, df };
  }

  get mean(): number {
    return this.rawMoment(1);
  }

  get variance(): number {
    return this.rawMoment(2) - this.mean ** 2;
  }

  get skewness(): number {
    const { mean } = this;
    return (this.rawMoment(3) - 3 * mean * this.rawMoment(2) + 2 * mean ** 3) / this.variance ** 1.5;
  }

  get kurtosis(): number {
    const { mean, variance } = this;
    const fourth = this.rawMoment(4) - 4 * mean * this.rawMoment(3) + 6 * mean ** 2 * this.rawMoment(2);
    return (fourth - 3 * mean ** 4) / variance ** 2 - 3;
  }

  /** By quadrature of −p ln p. */
  entropy(): number {
    return integrateEntropy(this);
  }

  protected logpdfAt(q: number): number {
    return Math.log(studentizedRangePdf(q, this.params));
  }

  protected cdfAt(q: number): number {
    return studentizedRangeCdf(q, this.params);
  }

  protected sfAt(q: number): number {
    return studentizedRangeSf(q, this.params);
  }

  protected override ppfAt(p: number): number {
    return studentizedRangePpf(p, this.params);
  }

  protected override isfAt(q: number): number {
    return studentizedRangeIsf(q, this.params);
  }

  protected override drawWith(rng: Philox): number {
    const { k, df } = this.params;
    let [least, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < k; i++) {
      const z = rng.normal();
      least = Math.min(least, z);
      largest = Math.max(largest, z);
    }
    const range = largest - least;
    return df === Number.POSITIVE_INFINITY ? range : range / Math.sqrt(drawGamma(df / 2, rng) / (df / 2));
  }

  private rawMoment(m: 1 | 2 | 3 | 4): number {
    const { k, df } = this.params;
    const range = rangeRawMoment(m, k);
    if (df === Number.POSITIVE_INFINITY) return range;
    if (df <= m) return Number.POSITIVE_INFINITY;
    return range * Math.exp((m / 2) * Math.log(df / 2) - logGammaRatio((df - m) / 2, m / 2));
  }
}
