import type { Philox } from "@blankfile/tensor";

/**
 * A draw from the gamma distribution with shape a and scale 1.
 *
 *   d = a − 1/3, c = 1/√(9d);  z normal, v = (1 + c z)³ > 0, u uniform:
 *   d v is kept when  ln u < z²/2 + d − d v + d ln v;   for a < 1: that of a + 1, times u^(1/a)
 *
 * Marsaglia and Tsang 2000, "A simple method for generating gamma variables", https://doi.org/10.1145/358407.358414. Above 95 % are kept.
 */
export function drawGamma(a: number, rng: Philox): number {
  return a < 1 ? Math.exp(logDrawGamma(a, rng)) : drawAboveOne(a, rng);
}

/** Its logarithm: for small a the draw itself underflows to 0. */
export function logDrawGamma(a: number, rng: Philox): number {
  if (a >= 1) return Math.log(drawAboveOne(a, rng));
  const above = drawAboveOne(a + 1, rng);
  return Math.log(above) + Math.log1p(-rng.uniform()) / a;
}

function drawAboveOne(a: number, rng: Philox): number {
  const d = a - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  // Each turn keeps with a probability above 0.95: 10,000 misses in a row do not happen.
  for (let turn = 0; turn < 10_000; turn++) {
    const z = rng.normal();
    const v = (1 + c * z) ** 3;
    if (v <= 0) continue;
    const u = 1 - rng.uniform();
    if (Math.log(u) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
  throw new Error(`drawGamma: no draw of shape ${a} in 10,000 turns; the generator gives no random numbers`);
}
