import type { Philox } from "@blankfile/tensor";
import { lbeta } from "../../special/beta/beta.ts";
import { betaPrefix, incompleteBeta } from "../../special/beta/betainc.ts";
import { betainccinv, betaincinv } from "../../special/beta/betaincinv.ts";
import { digamma } from "../../special/gamma/digamma.ts";
import { xlog1py, xlogy } from "../../special/logs/xlogy.ts";
import { ContinuousDistribution } from "../base/continuous-distribution.ts";
import { logDrawGamma } from "../base/draw-gamma.ts";
import { requirePositive } from "../base/parameters.ts";
import { type FitOptions, fitData, meanOf, spreadOf, sumOf } from "../fitting/fit-data.ts";
import { maximizeLikelihood } from "../fitting/maximum-likelihood.ts";

export interface BetaParameters {
  /** a > 0, the power at 0 is a − 1. */
  a: number;
  /** b > 0, the power at 1 is b − 1. */
  b: number;
}

/**
 * The beta distribution: the conjugate prior of a probability.
 *
 *   p(x) = x^(a−1) (1 − x)^(b−1) / B(a, b),   F(x) = I_x(a, b),   0 ≤ x ≤ 1
 */
export class Beta extends ContinuousDistribution {
  readonly name = "Beta";
  readonly support = [0, 1] as const;
  readonly params: Readonly<BetaParameters>;
  private readonly logNormaliser: number;

  constructor({ a, b }: BetaParameters) {
    super();
    requirePositive("Beta", { a, b });
    this.params = { a, b };
    this.logNormaliser = lbeta(a, b);
  }

  /** Maximum likelihood by Newton's method from the moments. */
  static fit(data: ArrayLike<number>, { fixed = {} }: FitOptions<BetaParameters> = {}): Beta {
    const x = fitData("Beta.fit", data, (value) => value > 0 && value < 1, "numbers between 0 and 1");
    const mean = meanOf(x);
    const total = Math.max(0.1, (mean * (1 - mean)) / spreadOf("Beta.fit", x) ** 2 - 1);
    const { parameters } = maximizeLikelihood({
      where: "Beta.fit",
      logLikelihood: (p) => {
        const distribution = new Beta(p);
        return sumOf(x, (value) => distribution.logpdf(value));
      },
      start: { a: mean * total, b: (1 - mean) * total },
      positive: ["a", "b"],
      fixed,
    });
    return new Beta(parameters);
  }

  get mean(): number {
    const { a, b } = this.params;
    return a / (a + b);
  }

  get variance(): number {
    const { a, b } = this.params;
    return ((a / (a + b)) * (b / (a + b))) / (a + b + 1);
  }

  get skewness(): number {
    const { a, b } = this.params;
    return ((2 * (b - a)) / (a + b + 2)) * Math.sqrt((a + b + 1) / (a * b));
  }

  get kurtosis(): number {
    const { a, b } = this.params;
    const numerator = (a - b) ** 2 * (a + b + 1) - a * b * (a + b + 2);
    return (6 * numerator) / (a * b * (a + b + 2) * (a + b + 3));
  }

  entropy(): number {
    const { a, b } = this.params;
    const own = (a - 1) * digamma(a) + (b - 1) * digamma(b);
    return this.logNormaliser - own + (a + b - 2) * digamma(a + b);
  }

  protected logpdfAt(x: number): number {
    const { a, b } = this.params;
    // By Loader's form, whose parts do not cancel; where it underflows and at the ends by logarithms.
    const probability = x > 0 && x < 1 ? betaPrefix(a, b, x, 1 - x) : 0;
    if (probability > 1e-290) return Math.log(probability) - Math.log(x) - Math.log1p(-x);
    return xlogy(a - 1, x) + xlog1py(b - 1, -x) - this.logNormaliser;
  }

  protected cdfAt(x: number): number {
    return incompleteBeta(this.params.a, this.params.b, x, 1 - x)[0];
  }

  protected sfAt(x: number): number {
    return incompleteBeta(this.params.a, this.params.b, x, 1 - x)[1];
  }

  protected override ppfAt(p: number): number {
    return betaincinv(this.params.a, this.params.b, p);
  }

  protected override isfAt(q: number): number {
    return betainccinv(this.params.a, this.params.b, q);
  }

  /** X/(X + Y) of two gammas; by logarithms, since both may underflow for small a and b. */
  protected override drawWith(rng: Philox): number {
    const x = logDrawGamma(this.params.a, rng);
    const y = logDrawGamma(this.params.b, rng);
    return 1 / (1 + Math.exp(y - x));
  }
}
