import type { Philox } from "@blankfile/tensor";
import { lbeta } from "../../special/beta/beta.ts";
import { incompleteBeta } from "../../special/beta/betainc.ts";
import { ndtri } from "../../special/error/ndtri.ts";
import { digamma } from "../../special/gamma/digamma.ts";
import { solveIncreasing } from "../../special/solve-increasing.ts";
import { ContinuousDistribution } from "../base/continuous-distribution.ts";
import { drawGamma } from "../base/draw-gamma.ts";
import { requireFinite, requirePositive } from "../base/parameters.ts";
import { type FitOptions, fitData, medianOf, spreadOf, sumOf } from "../fitting/fit-data.ts";
import { maximizeLikelihood } from "../fitting/maximum-likelihood.ts";

export interface StudentTParameters {
  /** ν > 0, degrees of freedom. */
  df: number;
  /** Default 0. */
  loc?: number;
  /** Default 1. */
  scale?: number;
}

/**
 * Student's t distribution: Z / √(χ²_ν / ν), moved and scaled.
 *
 *   p(t) = (1 + t²/ν)^(−(ν+1)/2) / (√ν B(½, ν/2)),   t = (x − loc)/scale
 *   P(T > |t|) = ½ I_(ν/(ν+t²))(ν/2, ½)
 *
 * Student 1908, https://doi.org/10.1093/biomet/6.1.1. Drawn as a normal over the root of a gamma.
 */
export class StudentT extends ContinuousDistribution {
  readonly name = "StudentT";
  readonly support = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
  readonly params: Readonly<Required<StudentTParameters>>;
  private readonly logNormaliser: number;

  constructor({ df, loc = 0, scale = 1 }: StudentTParameters) {
    super();
    requirePositive("StudentT", { df, scale });
    requireFinite("StudentT", { loc });
    this.params = { df, loc, scale };
    this.logNormaliser = logDensityAtZero(df) - Math.log(scale);
  }

  /** Maximum likelihood by Newton's method; fix `df` where the sample is too small to show the tails. */
  static fit(
    data: ArrayLike<number>,
    { fixed = {} }: FitOptions<Required<StudentTParameters>> = {},
  ): StudentT {
    const x = fitData("StudentT.fit", data);
    const scale = spreadOf("StudentT.fit", x) / 1.5;
    const { parameters } = maximizeLikelihood({
      where: "StudentT.fit",
      logLikelihood: (p) => {
        const distribution = new StudentT(p);
        return sumOf(x, (value) => distribution.logpdf(value));
      },
      start: { df: 6, loc: medianOf(x), scale },
      positive: ["df", "scale"],
      fixed,
    });
    return new StudentT(parameters);
  }

  get mean(): number {
    return this.params.df > 1 ? this.params.loc : Number.NaN;
  }

  get variance(): number {
    const { df, scale } = this.params;
    if (df > 2) return (scale * scale * df) / (df - 2);
    return df > 1 ? Number.POSITIVE_INFINITY : Number.NaN;
  }

  get skewness(): number {
    return this.params.df > 3 ? 0 : Number.NaN;
  }

  get kurtosis(): number {
    const { df } = this.params;
    if (df > 4) return 6 / (df - 4);
    return df > 2 ? Number.POSITIVE_INFINITY : Number.NaN;
  }

  entropy(): number {
    const { df } = this.params;
    const half = (df + 1) / 2;
    return half * (digamma(half) - digamma(df / 2)) - this.logNormaliser;
  }

  protected logpdfAt(x: number): number {
    const { df, loc, scale } = this.params;
    const t = (x - loc) / scale;
    return this.logNormaliser - ((df + 1) / 2) * log1pSquare(t, df);
  }

  protected cdfAt(x: number): number {
    const { loc, scale } = this.params;
    return lowerTail((x - loc) / scale, this.params.df);
  }

  protected sfAt(x: number): number {
    const { loc, scale } = this.params;
    return lowerTail((loc - x) / scale, this.params.df);
  }

  protected override ppfAt(p: number): number {
    const { df, loc, scale } = this.params;
    return loc + scale * (p <= 0.5 ? quantile(p, df) : -quantile(1 - p, df));
  }

  protected override isfAt(q: number): number {
    const { df, loc, scale } = this.params;
    return loc + scale * (q <= 0.5 ? -quantile(q, df) : quantile(1 - q, df));
  }

  protected override drawWith(rng: Philox): number {
    const { df, loc, scale } = this.params;
    const z = rng.normal();
    return loc + (scale * z) / Math.sqrt(drawGamma(df / 2, rng) / (df / 2));
  }
}

function logDensityAtZero(df: number): number {
  return -0.5 * Math.log(df) - lbeta(0.5, df / 2);
}

function log1pSquare(t: number, df: number): number {
  return Math.abs(t) < 1e150 ? Math.log1p((t * t) / df) : 2 * Math.log(Math.abs(t)) - Math.log(df);
}

function lowerTail(t: number, df: number): number {
  const square = t * t;
  // Beyond 1e150, where t² overflows, the first term of the series of I_x is all of it.
  const tail =
    Math.abs(t) < 1e150
      ? 0.5 * incompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square))[0]
      : Math.exp(logPowerTail(df) - df * Math.log(Math.abs(t)));
  return t < 0 ? tail : 1 - tail;
}

/** ln c of P(T > t) ≈ c t^(−ν). */
function logPowerTail(df: number): number {
  return 0.5 * df * Math.log(df) - Math.log(df) - lbeta(df / 2, 0.5);
}

/** t ≤ 0 with F(t) = p ≤ ½. */
function quantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  if (df === 1) return -1 / Math.tan(Math.PI * p);
  if (df === 2) return (2 * p - 1) / Math.sqrt(2 * p * (1 - p));
  const logP = Math.log(p);
  const logConstant = logDensityAtZero(df);
  return solveIncreasing({
    f: (t) => {
      const logF = Math.log(lowerTail(t, df));
      return [logF - logP, Math.exp(logConstant - ((df + 1) / 2) * log1pSquare(t, df) - logF)];
    },
    low: Number.NEGATIVE_INFINITY,
    high: 0,
    start: startOf(p, df),
  });
}

/** Far out by the power of the tail, else the normal quantile with the first two terms of Cornish and Fisher's expansion. */
function startOf(p: number, df: number): number {
  const power = -Math.exp((logPowerTail(df) - Math.log(p)) / df);
  if (df < 1 || power * power > 10 * df) return power;
  const z = ndtri(p);
  return z + (z ** 3 + z) / (4 * df) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df * df);
}
