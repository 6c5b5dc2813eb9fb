import type { Philox } from "@blankfile/tensor";
import { digamma } from "../../special/gamma/digamma.ts";
import { gammainc, gammaincc, gammaPrefix } from "../../special/gamma/gammainc.ts";
import { gammainccinv, gammaincinv } from "../../special/gamma/gammaincinv.ts";
import { lgamma } from "../../special/gamma/lgamma.ts";
import { ContinuousDistribution } from "./continuous-distribution.ts";
import { drawGamma } from "./draw-gamma.ts";

/** What the gamma distribution is by another name too: shape a and scale θ, p(x) = x^(a−1) e^(−x/θ) / (Γ(a) θ^a), F(x) = P(a, x/θ). */
export abstract class GammaFamily extends ContinuousDistribution {
  readonly support = [0, Number.POSITIVE_INFINITY] as const;
  protected readonly a: number;
  protected readonly scale: number;

  constructor(a: number, scale: number) {
    super();
    this.a = a;
    this.scale = scale;
  }

  get mean(): number {
    return this.a * this.scale;
  }

  get variance(): number {
    return this.a * this.scale ** 2;
  }

  get skewness(): number {
    return 2 / Math.sqrt(this.a);
  }

  get kurtosis(): number {
    return 6 / this.a;
  }

  entropy(): number {
    return this.a + Math.log(this.scale) + lgamma(this.a) + (1 - this.a) * digamma(this.a);
  }

  protected logpdfAt(x: number): number {
    const { a, scale } = this;
    const z = x / scale;
    if (z === 0)
      return a === 1 ? -Math.log(scale) : a > 1 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    // Near the mode by Loader's form, whose parts do not cancel; where it underflows by logarithms.
    const probability = a >= 10 ? gammaPrefix(a, z) : 0;
    if (probability > 1e-290) return Math.log(probability) + Math.log(a) - Math.log(x);
    return (a - 1) * Math.log(z) - z - lgamma(a) - Math.log(scale);
  }

  protected cdfAt(x: number): number {
    return gammainc(this.a, x / this.scale);
  }

  protected sfAt(x: number): number {
    return gammaincc(this.a, x / this.scale);
  }

  protected override ppfAt(p: number): number {
    return this.scale * gammaincinv(this.a, p);
  }

  protected override isfAt(q: number): number {
    return this.scale * gammainccinv(this.a, q);
  }

  protected override drawWith(rng: Philox): number {
    return this.scale * drawGamma(this.a, rng);
  }
}
