import type { Philox } from "@blankfile/tensor";
import { logFactorial } from "../../special/gamma/factorial.ts";
import { gammainc, gammaincc, gammaPrefix } from "../../special/gamma/gammainc.ts";
import { DiscreteDistribution } from "../base/discrete-distribution.ts";
import { requireFinite } from "../base/parameters.ts";
import { type FitOptions, fitData, isCount, meanOf } from "../fitting/fit-data.ts";
import { drawPoisson } from "./draw-poisson.ts";

export interface PoissonParameters {
  /** Mean, from 0 on. */
  mu: number;
}

/**
 * The Poisson distribution: events in an interval, of which `mu` are expected.
 *
 *   P(X = k) = e^(−μ) μᵏ / k!,   P(X > k) = P(k + 1, μ), the incomplete gamma function
 */
export class Poisson extends DiscreteDistribution {
  readonly name = "Poisson";
  readonly support = [0, Number.POSITIVE_INFINITY] as const;
  readonly params: Readonly<PoissonParameters>;

  constructor({ mu }: PoissonParameters) {
    super();
    requireFinite("Poisson", { mu });
    if (mu < 0) throw new RangeError(`Poisson: mu = ${mu}, a number from 0 on is needed`);
    this.params = { mu };
  }

  /** Maximum likelihood: the mean. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<PoissonParameters> = {}): Poisson {
    const x = fitData("Poisson.fit", data, isCount, "whole numbers from 0 on");
    return new Poisson({ mu: fixed.mu ?? meanOf(x) });
  }

  get mean(): number {
    return this.params.mu;
  }

  get variance(): number {
    return this.params.mu;
  }

  get skewness(): number {
    return 1 / Math.sqrt(this.params.mu);
  }

  get kurtosis(): number {
    return 1 / this.params.mu;
  }

  protected override pmfAt(k: number): number {
    const { mu } = this.params;
    return mu === 0 ? (k === 0 ? 1 : 0) : gammaPrefix(k, mu);
  }

  protected logpmfAt(k: number): number {
    const { mu } = this.params;
    const value = this.pmfAt(k);
    return value > 1e-290 || mu === 0 ? Math.log(value) : k * Math.log(mu) - mu - logFactorial(k);
  }

  protected cdfAtWhole(k: number): number {
    return gammaincc(k + 1, this.params.mu);
  }

  protected sfAtWhole(k: number): number {
    return gammainc(k + 1, this.params.mu);
  }

  protected override drawWith(rng: Philox): number {
    return drawPoisson(this.params.mu, rng);
  }
}
