/**
 * Tails of one variable from its first moments alone.
 *
 *   Markov      X ≥ 0:   P(X ≥ a) ≤ E X / a
 *   Chebyshev            P(|X − μ| ≥ ε) ≤ σ²/ε²
 *   Cantelli             P(X − μ ≥ ε) ≤ σ²/(σ² + ε²)
 *
 * A mean of n independent variables has σ²/n for σ². Each is attained by some distribution on two or three points.
 * Boucheron, Lugosi and Massart 2013, Concentration Inequalities, chapter 2.
 */

import { requirePositive, requireProbability } from "../samples/sample.ts";
import { requireEpsilon, requireN } from "./bound.ts";

export const markov = {
  /** P(X ≥ a) ≤ this. */
  probability({ mean, a }: { mean: number; a: number }): number {
    requirePositive("markov", "mean", mean);
    requirePositive("markov", "a", a);
    return Math.min(1, mean / a);
  },
  /** The a that X reaches with probability δ at most. */
  threshold({ mean, delta }: { mean: number; delta: number }): number {
    requirePositive("markov", "mean", mean);
    requireProbability("markov", "delta", delta);
    return mean / delta;
  },
};

/** Of a mean of n variables with variance σ²; n = 1 by default. */
export const chebyshev = {
  probability({ variance, epsilon, n = 1 }: { variance: number; epsilon: number; n?: number }): number {
    requireBoth("chebyshev", variance, epsilon);
    requireN("chebyshev", n);
    return Math.min(1, variance / (n * epsilon ** 2));
  },
  epsilon({ variance, delta, n = 1 }: { variance: number; delta: number; n?: number }): number {
    requirePositive("chebyshev", "variance", variance);
    requireN("chebyshev", n);
    requireProbability("chebyshev", "delta", delta);
    return Math.sqrt(variance / (n * delta));
  },
  sampleSize({ variance, epsilon, delta }: { variance: number; epsilon: number; delta: number }): number {
    requireBoth("chebyshev", variance, epsilon);
    requireProbability("chebyshev", "delta", delta);
    return Math.ceil(variance / (epsilon ** 2 * delta));
  },
};

export const cantelli = {
  probability({ variance, epsilon, n = 1 }: { variance: number; epsilon: number; n?: number }): number {
    requireBoth("cantelli", variance, epsilon);
    requireN("cantelli", n);
    return variance / n / (variance / n + epsilon ** 2);
  },
  epsilon({ variance, delta, n = 1 }: { variance: number; delta: number; n?: number }): number {
    requirePositive("cantelli", "variance", variance);
    requireN("cantelli", n);
    requireProbability("cantelli", "delta", delta);
    return Math.sqrt((variance / n) * (1 / delta - 1));
  },
  sampleSize({ variance, epsilon, delta }: { variance: number; epsilon: number; delta: number }): number {
    requireBoth("cantelli", variance, epsilon);
    requireProbability("cantelli", "delta", delta);
    return Math.ceil((variance * (1 / delta - 1)) / epsilon ** 2);
  },
};

function requireBoth(where: string, variance: number, epsilon: number): void {
  requirePositive(where, "variance", variance);
  requireEpsilon(where, epsilon);
}
