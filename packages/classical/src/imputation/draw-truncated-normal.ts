import { ndtr, ndtri } from "@blankfile/statistics";
import type { Philox } from "@blankfile/tensor";

/** One draw from N(μ, σ²) between two ends, by the inverse of its distribution; the nearer end where they are too far out in a tail. */
export function drawTruncatedNormal(
  mu: number,
  sigma: number,
  [low, high]: readonly [number, number],
  rng: Philox,
): number {
  if (!(sigma > 0)) return Math.min(Math.max(mu, low), high);
  const [a, b] = [(low - mu) / sigma, (high - mu) / sigma];
  // In the right tail shares are near 1 and lose their digits; mirrored, they are near 0.
  const mirrored = a > 0;
  const [from, to] = mirrored ? [ndtr(-b), ndtr(-a)] : [ndtr(a), ndtr(b)];
  const z = ndtri(from + rng.uniform() * (to - from));
  return Math.min(Math.max(mu + sigma * (mirrored ? -z : z), low), high);
}
