import type { Philox } from "@blankfile/tensor";
import { logNdtr, ndtr } from "../../special/error/ndtr.ts";
import { ndtri } from "../../special/error/ndtri.ts";
import { ContinuousDistribution } from "../base/continuous-distribution.ts";
import { requireFinite, requirePositive } from "../base/parameters.ts";
import { type FitOptions, fitData, meanOf, spreadOf } from "../fitting/fit-data.ts";

export interface NormalParameters {
  /** μ, default 0. */
  mean?: number;
  /** σ > 0, default 1. */
  std?: number;
}

/**
 * The normal distribution.
 *
 *   p(x) = 1/(σ √(2π)) e^(−z²/2),   z = (x − μ)/σ,   F(x) = Φ(z)
 */
export class Normal extends ContinuousDistribution {
  readonly name = "Normal";
  readonly support = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
  readonly params: Readonly<Required<NormalParameters>>;
  readonly skewness = 0;
  readonly kurtosis = 0;

  constructor({ mean = 0, std = 1 }: NormalParameters = {}) {
    super();
    requireFinite("Normal", { mean });
    requirePositive("Normal", { std });
    this.params = { mean, std };
  }

  /** Maximum likelihood: the mean, and the root of the mean squared deviation (1/n). */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<NormalParameters> = {}): Normal {
    const x = fitData("Normal.fit", data);
    const mean = fixed.mean ?? meanOf(x);
    return new Normal({ mean, std: fixed.std ?? spreadOf("Normal.fit", x, mean) });
  }

  get mean(): number {
    return this.params.mean;
  }

  override get std(): number {
    return this.params.std;
  }

  get variance(): number {
    return this.std ** 2;
  }

  entropy(): number {
    return 0.5 + logRootTwoPi + Math.log(this.std);
  }

  protected logpdfAt(x: number): number {
    const z = (x - this.mean) / this.std;
    return -0.5 * z * z - logRootTwoPi - Math.log(this.std);
  }

  protected cdfAt(x: number): number {
    return ndtr((x - this.mean) / this.std);
  }

  protected sfAt(x: number): number {
    return ndtr((this.mean - x) / this.std);
  }

  protected override logcdfAt(x: number): number {
    return logNdtr((x - this.mean) / this.std);
  }

  protected override logsfAt(x: number): number {
    return logNdtr((this.mean - x) / this.std);
  }

  protected override ppfAt(p: number): number {
    return this.mean + this.std * ndtri(p);
  }

  protected override isfAt(q: number): number {
    return this.mean - this.std * ndtri(q);
  }

  protected override drawWith(rng: Philox): number {
    return this.mean + this.std * rng.normal();
  }
}

const logRootTwoPi = 0.9189385332046728;
