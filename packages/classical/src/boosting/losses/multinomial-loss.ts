import { type LeafRows, type Loss, newtonStep, weightedMean } from "./loss.ts";

/**
 * K classes, a tree for each at every stage: p_k = e^(F_k) / Σ_j e^(F_j).
 *
 *   L = −ln p_y = ln Σ_j e^(F_j) − F_y;   −∂L/∂F_k = [y = k] − p_k
 *
 * A leaf's step is one of Newton's with the diagonal of the second derivatives, times Friedman's (K − 1) / K: (K − 1) / K · Σ r_k / Σ p_k (1 − p_k).
 *
 * Friedman 2001, "Greedy function approximation", algorithm 6, https://doi.org/10.1214/aos/1013203451
 */
export class MultinomialLoss implements Loss {
  readonly outputs: number;

  constructor(nClasses: number) {
    this.outputs = nClasses;
  }

  /** ln p_k − mean ln p: of all F that give these p the one that sums to 0. */
  start(y: Float64Array, weight: Float64Array): Float64Array {
    const shares = Float64Array.from({ length: this.outputs }, (_, k) =>
      weightedMean(weight, (i) => Number(y[i] === k)),
    );
    return centredLogs(shares);
  }

  mean(y: Float64Array, raw: readonly Float64Array[], weight: Float64Array): number {
    return weightedMean(weight, (i) => logSumExp(raw, i) - raw[y[i]!]![i]!);
  }

  residuals(y: Float64Array, raw: readonly Float64Array[], k: number): Float64Array {
    return y.map((code, i) => Number(code === k) - Math.exp(raw[k]![i]! - logSumExp(raw, i)));
  }

  leafValue(leaf: LeafRows): number {
    const step = newtonStep(leaf, (i) => {
      const p = Number(leaf.y[i] === leaf.k) - leaf.residual[i]!;
      return p * (1 - p);
    });
    return ((this.outputs - 1) / this.outputs) * step;
  }
}

/** ln p − its mean, of shares kept ε from 0 and 1. */
export function centredLogs(shares: ArrayLike<number>): Float64Array {
  const logs = Float64Array.from(shares, (p) =>
    Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, p))),
  );
  const mean = logs.reduce((a, b) => a + b, 0) / logs.length;
  return logs.map((log) => log - mean);
}

/** ln Σ_k e^(F_k) of one row. */
export function logSumExp(raw: readonly Float64Array[], i: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const one of raw) if (one[i]! > most) most = one[i]!;
  let sum = 0;
  for (const one of raw) sum += Math.exp(one[i]! - most);
  return most + Math.log(sum);
}
