import {
  kolmogorovCdf,
  kolmogorovIsf,
  kolmogorovPdf,
  kolmogorovPpf,
  kolmogorovSf,
} from "../../special/ranges/kolmogorov.ts";
import { ContinuousDistribution } from "../base/continuous-distribution.ts";
import { integrateEntropy } from "../base/integrate-entropy.ts";

/**
 * Kolmogorov's distribution: the limit of √n sup |F_n − F|. SciPy's `kstwobign`.
 *
 *   P(K > x) = 2 Σ (−1)^(i−1) e^(−2 i² x²)
 *   E Kᵐ = 2 Γ(m/2 + 1) 2^(−m/2) η(m),   η(m) = Σ (−1)^(i−1) i^(−m)
 *
 * For a sample of n exactly: `kolmogorovExactSf`.
 */
export class Kolmogorov extends ContinuousDistribution {
  readonly name = "Kolmogorov";
  readonly support = [0, Number.POSITIVE_INFINITY] as const;
  readonly params = {};
  // η(1) = ln 2, η(2) = π²/12, η(3) = ¾ ζ(3), η(4) = 7π⁴/720.
  readonly mean = Math.sqrt(Math.PI / 2) * Math.LN2;
  private readonly second = Math.PI ** 2 / 12;
  private readonly third = ((3 * Math.sqrt(Math.PI)) / 2) * 2 ** -1.5 * 0.75 * 1.2020569031595942;
  private readonly fourth = (7 * Math.PI ** 4) / 720;
  readonly variance = this.second - this.mean ** 2;

  get skewness(): number {
    return (this.third - 3 * this.mean * this.second + 2 * this.mean ** 3) / this.variance ** 1.5;
  }

  get kurtosis(): number {
    const central = this.fourth - 4 * this.mean * this.third + 6 * this.mean ** 2 * this.second;
    return (central - 3 * this.mean ** 4) / this.variance ** 2 - 3;
  }

  /** By quadrature of −p ln p. */
  entropy(): number {
    return integrateEntropy(this);
  }

  protected logpdfAt(x: number): number {
    return Math.log(kolmogorovPdf(x));
  }

  protected cdfAt(x: number): number {
    return kolmogorovCdf(x);
  }

  protected sfAt(x: number): number {
    return kolmogorovSf(x);
  }

  protected override ppfAt(p: number): number {
    return kolmogorovPpf(p);
  }

  protected override isfAt(q: number): number {
    return kolmogorovIsf(q);
  }
}
