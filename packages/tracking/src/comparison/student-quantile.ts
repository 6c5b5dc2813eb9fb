/**
 * The p quantile of Student's t with any positive number of degrees of freedom, 0 < p < 1:
 *
 *   P(|T| > t) = I_x(ν/2, 1/2),   x = ν / (ν + t²)
 *
 * with I the regularised incomplete beta function, by its continued fraction. DLMF 8.17.22, https://dlmf.nist.gov/8.17.v
 * Right to about eleven digits; a RangeError for what is no probability or no degrees of freedom.
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`studentQuantile: p is ${p}, needed between 0 and 1`);
  if (!(degrees > 0 && degrees < Number.POSITIVE_INFINITY))
    throw new RangeError(`studentQuantile: degrees of freedom are ${degrees}, needed a number above 0`);
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(1 - p, degrees);
  const tail = 2 * (1 - p);
  let high = 1;
  while (tailOf(high, degrees) > tail) high *= 2;
  let low = high / 2;
  if (high === 1) low = 0;
  for (let i = 0; i < 200 && high - low > 1e-13 * high; i++) {
    const middle = (low + high) / 2;
    if (tailOf(middle, degrees) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(|T| > t). */
function tailOf(t: number, degrees: number): number {
  const [a, b] = [degrees / 2, 0.5];
  const x = degrees / (degrees + t * t);
  // The fraction converges fast on one side of the mean; the other one is its mirror.
  if (x < (a + 1) / (a + b + 2)) return incompleteBeta(x, a, b);
  return 1 - incompleteBeta((t * t) / (degrees + t * t), b, a);
}

function incompleteBeta(x: number, a: number, b: number): number {
  if (x === 0) return 0;
  const terms = 60 + Math.ceil(5 * Math.sqrt(Math.max(a, b)));
  let fraction = 1;
  for (let m = terms; m >= 0; m--) {
    const even = m === 0 ? 0 : (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    fraction = 1 + odd / fraction;
    if (m > 0) fraction = 1 + even / fraction;
  }
  const front = a * Math.log(x) + b * Math.log1p(-x) - logGamma(a) - logGamma(b) + logGamma(a + b);
  return Math.exp(front) / (a * fraction);
}

/** ln Γ(x) for x > 0: Stirling's series, where x is large enough after Γ(x + 1) = x Γ(x). */
function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 12; at++) shift += Math.log(at);
  const inverse = 1 / (at * at);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / at;
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
