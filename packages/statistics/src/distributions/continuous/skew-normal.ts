import { logNdtr, ndtr } from "../../special/error/ndtr.ts";
import { owensRest } from "../../special/error/owens-t.ts";
import { type LocationScale, LocationScaleDistribution } from "../base/location-scale.ts";
import { requireFinite } from "../base/parameters.ts";
import { type FitOptions, fitData, meanOf, spreadOf, sumOf } from "../fitting/fit-data.ts";
import { maximizeLikelihood } from "../fitting/maximum-likelihood.ts";

export interface SkewNormalParameters extends LocationScale {
  /** Shape a; 0 gives the normal distribution, +∞ would give the half-normal one. */
  a: number;
}

/**
 * The skew normal distribution.
 *
 *   p(z) = 2 φ(z) Φ(a z),   F(z) = Φ(z) − 2 T(z, a),   T Owen's function,   z = (x − loc)/scale
 *
 * Azzalini 1985, "A class of distributions which includes the normal ones". The thin tail (a > 0, z < 0) is the integral that is left of
 * Φ − 2T, so that it keeps its digits. Drawn as δ |Z₀| + √(1 − δ²) Z₁, δ = a/√(1 + a²).
 */
export class SkewNormal extends LocationScaleDistribution {
  readonly params: Readonly<Required<SkewNormalParameters>>;

  constructor({ a, loc = 0, scale = 1 }: SkewNormalParameters) {
    requireFinite("SkewNormal", { a });
    const delta = a / Math.hypot(1, a);
    const mean = delta * Math.sqrt(2 / Math.PI);
    const variance = 1 - mean * mean;
    super(
      "SkewNormal",
      { loc, scale },
      {
        support: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
        logpdf: (z) => Math.LN2 - 0.5 * z * z - 0.5 * Math.log(2 * Math.PI) + logNdtr(a * z),
        cdf: (z) => lower(z, a),
        sf: (z) => lower(-z, -a),
        draw: (rng) => delta * Math.abs(rng.normal()) + Math.sqrt(1 - delta * delta) * rng.normal(),
        mean,
        variance,
        skewness: (((4 - Math.PI) / 2) * mean ** 3) / variance ** 1.5,
        kurtosis: (2 * (Math.PI - 3) * mean ** 4) / variance ** 2,
        entropy: () => entropyOf(a),
      },
    );
    this.params = { a, loc, scale };
  }

  /** Maximum likelihood by Newton's method from the moments. A sample that is too skewed for the family has no finite maximum in `a`. */
  static fit(
    data: ArrayLike<number>,
    { fixed = {} }: FitOptions<Required<SkewNormalParameters>> = {},
  ): SkewNormal {
    const x = fitData("SkewNormal.fit", data);
    const [mean, spread] = [meanOf(x), spreadOf("SkewNormal.fit", x)];
    // From the moments: δ from the skewness, which cannot pass 0.995.
    const skewness = meanOf(x, (value) => ((value - mean) / spread) ** 3);
    const power = Math.min(0.95, Math.abs(skewness)) ** (2 / 3);
    const delta =
      Math.sign(skewness) * Math.sqrt(((Math.PI / 2) * power) / (power + (2 - Math.PI / 2) ** (2 / 3)));
    const scale = spread / Math.sqrt(1 - (2 * delta * delta) / Math.PI);
    const start = {
      a: delta / Math.sqrt(1 - delta * delta),
      loc: mean - scale * delta * Math.sqrt(2 / Math.PI),
      scale,
    };
    const { parameters } = maximizeLikelihood({
      where: "SkewNormal.fit",
      logLikelihood: (p) => {
        const distribution = new SkewNormal(p);
        return sumOf(x, (value) => distribution.logpdf(value));
      },
      start: start,
      positive: ["scale"],
      fixed,
    });
    return new SkewNormal(parameters);
  }
}

/** With R(h, a) = Φ(−|h|) − 2 T(h, a) for a ≥ 0: F(−h) = R, F(h) = 1 − 2Φ(−h) + R; for a < 0 mirrored. */
function lower(z: number, a: number): number {
  const tail = ndtr(-Math.abs(z));
  const rest = owensRest(Math.abs(z), Math.abs(a));
  if (a >= 0) return z < 0 ? rest : 1 - (2 * tail - rest);
  return z < 0 ? 2 * tail - rest : 1 - rest;
}

/** −∫ p ln p by the trapezoidal rule, exact to rounding for such integrands once the step is below the width of Φ(a z). */
function entropyOf(a: number): number {
  const step = 0.05 / Math.max(1, Math.abs(a));
  const constant = Math.LN2 - 0.5 * Math.log(2 * Math.PI);
  let sum = 0;
  const bound = Math.min(4_000_000, Math.ceil(12 / step));
  for (let i = -bound; i <= bound; i++) {
    const z = i * step;
    const logP = constant - 0.5 * z * z + logNdtr(a * z);
    if (logP > -700) sum -= Math.exp(logP) * logP;
  }
  return sum * step;
}
