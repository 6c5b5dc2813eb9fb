import type { Philox } from "@blankfile/tensor";

/** A draw from Beta(a, b), as X / (X + Y) of two gamma draws. Marsaglia, Tsang 2000, https://doi.org/10.1145/358407.358414 */
export function drawBeta(a: number, b: number, rng: Philox): number {
  const [x, y] = [logGammaDraw(a, rng), logGammaDraw(b, rng)];
  // In logarithms, since for small a and b both draws may be too small for a number.
  return 1 / (1 + Math.exp(y - x));
}

/** log of a draw from Gamma(shape, 1). Below 1: that of shape + 1, times u^(1 / shape). */
function logGammaDraw(shape: number, rng: Philox): number {
  if (shape < 1) return logGammaDraw(shape + 1, rng) + Math.log(1 - rng.uniform()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = rng.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - rng.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v))
      return Math.log(d * v);
  }
}
