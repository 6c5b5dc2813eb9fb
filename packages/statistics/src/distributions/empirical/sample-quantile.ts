/**
 * The nine kinds of sample quantile, by their numbers in Hyndman and Fan. With x₍₁₎ ≤ … ≤ x₍ₙ₎:
 *
 *   Q(p) = (1 − γ) x₍ⱼ₎ + γ x₍ⱼ₊₁₎,   j = ⌊n p + m⌋,   g = n p + m − j
 *
 *   1  m = 0, γ = [g > 0]               inverse of the empirical distribution function
 *   2  m = 0, γ = 1 or ½ where g = 0    the same, averaged at its steps
 *   3  m = −½, γ = 0 where g = 0 and j is even, else 1
 *   4  m = 0, γ = g from here on        linear interpolation of the distribution function
 *   5  m = ½                            Hazen's
 *   6  m = p                            Weibull's, the mean of F(x₍ₖ₎) is k/(n + 1)
 *   7  m = 1 − p                        Gumbel's, the default of R and NumPy
 *   8  m = (p + 1)/3                    about median unbiased, the paper's advice
 *   9  m = p/4 + 3/8                    about unbiased for the normal distribution
 *
 * Hyndman and Fan 1996, "Sample quantiles in statistical packages", https://doi.org/10.1080/00031305.1996.10473566.
 */
export type QuantileType = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** `sorted` in increasing order, one or more; 0 ≤ p ≤ 1. */
export function sampleQuantile(sorted: ArrayLike<number>, p: number, type: QuantileType = 7): number {
  const n = sorted.length;
  if (n === 0) throw new RangeError("sampleQuantile: no values, one or more are needed");
  if (!(p >= 0 && p <= 1)) throw new RangeError(`sampleQuantile: p = ${p}, a number from 0 to 1 is needed`);
  const place = n * p + offset(p, type);
  // A place that is whole but for rounding counts as whole: 10 · 0.3 is 3.
  const near = Math.round(place);
  const whole = Math.abs(place - near) < 4 * Number.EPSILON * Math.max(1, Math.abs(place));
  const j = whole ? near : Math.floor(place);
  const g = whole ? 0 : place - j;
  const at = (k: number) => sorted[Math.min(n, Math.max(1, k)) - 1]!;
  const share = weight(g, j, type);
  return share === 0 ? at(j) : share === 1 ? at(j + 1) : (1 - share) * at(j) + share * at(j + 1);
}

function offset(p: number, type: QuantileType): number {
  switch (type) {
    case 1:
    case 2:
    case 4:
      return 0;
    case 3:
      return -0.5;
    case 5:
      return 0.5;
    case 6:
      return p;
    case 7:
      return 1 - p;
    case 8:
      return (p + 1) / 3;
    case 9:
      return p / 4 + 3 / 8;
    default:
      throw new RangeError(`sampleQuantile: type ${String(type)}, one from 1 to 9 is needed`);
  }
}

function weight(g: number, j: number, type: QuantileType): number {
  if (type === 1) return g > 0 ? 1 : 0;
  if (type === 2) return g > 0 ? 1 : 0.5;
  if (type === 3) return g === 0 && j % 2 === 0 ? 0 : 1;
  return g;
}
