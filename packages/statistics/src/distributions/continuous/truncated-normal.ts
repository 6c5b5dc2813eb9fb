import { logNdtrBetween } from "../../special/error/log-ndtr-between.ts";
import { logNdtr } from "../../special/error/ndtr.ts";
import { ndtriExp } from "../../special/error/ndtri.ts";
import { logsumexp } from "../../special/logs/logsumexp.ts";
import { ContinuousDistribution } from "../base/continuous-distribution.ts";
import { requireFinite, requirePositive } from "../base/parameters.ts";
import { type FitOptions, fitData, meanOf, spreadOf, sumOf } from "../fitting/fit-data.ts";
import { maximizeLikelihood } from "../fitting/maximum-likelihood.ts";

export interface TruncatedNormalParameters {
  /** Mean of the normal before truncation, default 0. */
  loc?: number;
  /** Standard deviation before truncation, default 1. */
  scale?: number;
  /** Lower bound in units of x, may be −∞ (SciPy's `a` is (low − loc)/scale). */
  low: number;
  /** Upper bound, may be ∞. */
  high: number;
}

/**
 * The normal distribution given that low ≤ X ≤ high.
 *
 *   p(x) = φ(z) / (scale Z),   F(x) = (Φ(z) − Φ(α)) / Z,   Z = Φ(β) − Φ(α)
 *
 * with z, α, β the standardised x, low and high. All by logarithms and from the tail that the interval lies in: truncation at 30σ works
 * as at 1σ. Moments by m_k = (k−1) m_(k−2) + (α^(k−1) φ(α) − β^(k−1) φ(β)) / Z, which loses digits of the variance as α² does far out.
 */
export class TruncatedNormal extends ContinuousDistribution {
  readonly name = "TruncatedNormal";
  readonly support: readonly [number, number];
  readonly params: Readonly<Required<TruncatedNormalParameters>>;
  private readonly alpha: number;
  private readonly beta: number;
  private readonly logMass: number;

  constructor({ loc = 0, scale = 1, low, high }: TruncatedNormalParameters) {
    super();
    requireFinite("TruncatedNormal", { loc });
    requirePositive("TruncatedNormal", { scale });
    if (!(low < high)) {
      throw new RangeError(`TruncatedNormal: low = ${low}, high = ${high}; low below high is needed`);
    }
    this.params = { loc, scale, low, high };
    this.support = [low, high];
    this.alpha = (low - loc) / scale;
    this.beta = (high - loc) / scale;
    this.logMass = logNdtrBetween(this.alpha, this.beta);
  }

  /** Maximum likelihood of `loc` and `scale` by Newton's method; the bounds are given in `fixed`, −∞ and ∞ unless they are. */
  static fit(
    data: ArrayLike<number>,
    { fixed = {} }: FitOptions<TruncatedNormalParameters> = {},
  ): TruncatedNormal {
    const [low, high] = [fixed.low ?? Number.NEGATIVE_INFINITY, fixed.high ?? Number.POSITIVE_INFINITY];
    const inside = (value: number) => value >= low && value <= high;
    const x = fitData("TruncatedNormal.fit", data, inside, `numbers from ${low} to ${high}`);
    const start = { loc: meanOf(x), scale: spreadOf("TruncatedNormal.fit", x), low, high };
    const { parameters } = maximizeLikelihood({
      where: "TruncatedNormal.fit",
      logLikelihood: (p) => {
        const distribution = new TruncatedNormal(p);
        return sumOf(x, (value) => distribution.logpdf(value));
      },
      start: start,
      positive: ["scale"],
      fixed: { ...fixed, low, high },
    });
    return new TruncatedNormal(parameters);
  }

  get mean(): number {
    return this.params.loc + this.params.scale * this.rawMoments()[1]!;
  }

  get variance(): number {
    const [, m1, m2] = this.rawMoments();
    return this.params.scale ** 2 * (m2! - m1! ** 2);
  }

  get skewness(): number {
    const [, m1, m2, m3] = this.rawMoments() as [number, number, number, number];
    return (m3 - 3 * m1 * m2 + 2 * m1 ** 3) / (m2 - m1 * m1) ** 1.5;
  }

  get kurtosis(): number {
    const [, m1, m2, m3, m4] = this.rawMoments() as [number, number, number, number, number];
    return (m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 ** 4) / (m2 - m1 * m1) ** 2 - 3;
  }

  /** ln(√(2πe) scale Z) + (α φ(α) − β φ(β)) / (2Z). */
  entropy(): number {
    const edge = this.edge(1);
    return 0.5 * Math.log(2 * Math.PI * Math.E) + Math.log(this.params.scale) + this.logMass + edge / 2;
  }

  protected logpdfAt(x: number): number {
    const { loc, scale } = this.params;
    const z = (x - loc) / scale;
    return -0.5 * z * z - logRootTwoPi - Math.log(scale) - this.logMass;
  }

  protected cdfAt(x: number): number {
    return Math.exp(this.logcdfAt(x));
  }

  protected sfAt(x: number): number {
    return Math.exp(this.logsfAt(x));
  }

  protected override logcdfAt(x: number): number {
    const log = this.logBelow(x);
    return log < -Math.LN2 ? log : Math.log1p(-Math.exp(this.logAbove(x)));
  }

  protected override logsfAt(x: number): number {
    const log = this.logAbove(x);
    return log < -Math.LN2 ? log : Math.log1p(-Math.exp(this.logBelow(x)));
  }

  protected override ppfAt(p: number): number {
    const x = this.quantile(Math.log(p), Math.log1p(-p));
    return p < 0.5 ? this.polish(x, (at) => this.logcdfAt(at) - Math.log(p), 1) : x;
  }

  protected override isfAt(q: number): number {
    const x = this.quantile(Math.log1p(-q), Math.log(q));
    return q < 0.5 ? this.polish(x, (at) => this.logsfAt(at) - Math.log(q), -1) : x;
  }

  /** Near a bound the quantile's distance from it is more exact than the quantile of Φ: two of Newton's steps on the tail's logarithm. */
  private polish(x: number, f: (x: number) => number, sign: 1 | -1): number {
    const [low, high] = this.support;
    let at = x;
    for (let step = 0; step < 3; step++) {
      const tail = sign === 1 ? this.logcdfAt(at) : this.logsfAt(at);
      const next = at - sign * f(at) * Math.exp(tail - this.logpdfAt(at));
      if (!(next > low && next < high)) break;
      at = next;
    }
    return at;
  }

  /** From ln Φ(z) = ln(Φ(α) + p Z) where that is below ½, else from the upper tail, ln(Φ(−β) + q Z). */
  private quantile(logP: number, logQ: number): number {
    const { loc, scale, low, high } = this.params;
    const below = logsumexp([logNdtr(this.alpha), logP + this.logMass]);
    const above = logsumexp([logNdtr(-this.beta), logQ + this.logMass]);
    const z = below < above ? ndtriExp(Math.min(0, below)) : -ndtriExp(Math.min(0, above));
    return Math.min(high, Math.max(low, loc + scale * z));
  }

  private logBelow(x: number): number {
    const { loc, scale, low } = this.params;
    if (x <= low) return Number.NEGATIVE_INFINITY;
    const part = logNdtrBetween(this.alpha, (x - loc) / scale, (x - low) / scale);
    return Math.min(0, part - this.logMass);
  }

  private logAbove(x: number): number {
    const { loc, scale, high } = this.params;
    if (x >= high) return Number.NEGATIVE_INFINITY;
    const part = logNdtrBetween((x - loc) / scale, this.beta, (high - x) / scale);
    return Math.min(0, part - this.logMass);
  }

  private rawMoments(): number[] {
    const m = [1, this.edge(0)];
    for (let k = 2; k <= 4; k++) m.push((k - 1) * m[k - 2]! + this.edge(k - 1));
    return m;
  }

  /** (αᵏ φ(α) − βᵏ φ(β)) / Z. */
  private edge(k: number): number {
    const at = (z: number) =>
      Number.isFinite(z) ? z ** k * Math.exp(-0.5 * z * z - logRootTwoPi - this.logMass) : 0;
    return at(this.alpha) - at(this.beta);
  }
}

const logRootTwoPi = 0.9189385332046728;
