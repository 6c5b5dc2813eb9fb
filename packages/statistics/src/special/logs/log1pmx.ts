/**
 * ln(1 + x) − x without cancellation near 0.
 *
 *   r = x / (2 + x),   ln(1 + x) = 2 (r + r³/3 + r⁵/5 + …),   2r − x = −r x
 *   ln(1 + x) − x = r (2 r² (1/3 + r²/5 + r⁴/7 + …) − x)
 *
 * It is what deviances and the saddle points of the binomial and Poisson probabilities are made of (Loader 2000, "Fast and accurate
 * computation of binomial probabilities"). Relative error below 4 ulp for |x| ≤ 0.5, below 3 ulp elsewhere.
 */
export function log1pmx(x: number): number {
  if (x === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
  if (!(Math.abs(x) <= 0.5)) return Math.log1p(x) - x;
  const r = x / (2 + x);
  const square = r * r;
  // |r| ≤ 1/3: the term of 2k + 1 = 37 is below 1e-17 of the first.
  let sum = 0;
  for (let odd = 37; odd >= 3; odd -= 2) sum = sum * square + 1 / odd;
  return r * (2 * square * sum - x);
}
