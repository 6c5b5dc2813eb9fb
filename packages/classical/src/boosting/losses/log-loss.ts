import { type LeafRows, type Loss, newtonStep, weightedMean } from "./loss.ts";

/**
 * Two classes, F the log odds of class 1: p = 1 / (1 + e^(−F)).
 *
 *   L = −2 (y ln p + (1 − y) ln(1 − p)) = 2 (ln(1 + e^F) − y F)
 *
 * Half the negative gradient is y − p, the residual. A leaf's step is one of Newton's: Σ (y − p) / Σ p (1 − p).
 *
 * Friedman, Hastie, Tibshirani 2000, "Additive logistic regression", https://doi.org/10.1214/aos/1016218223; Friedman 2001, algorithm 5
 */
export class LogLoss implements Loss {
  readonly outputs = 1;

  start(y: Float64Array, weight: Float64Array): Float64Array {
    return Float64Array.of(logit(weightedMean(weight, (i) => y[i]!)));
  }

  mean(y: Float64Array, [raw]: readonly Float64Array[], weight: Float64Array): number {
    return weightedMean(weight, (i) => 2 * (softplus(raw![i]!) - y[i]! * raw![i]!));
  }

  residuals(y: Float64Array, [raw]: readonly Float64Array[]): Float64Array {
    return y.map((target, i) => target - sigmoid(raw![i]!));
  }

  leafValue(leaf: LeafRows): number {
    return newtonStep(leaf, (i) => {
      const p = leaf.y[i]! - leaf.residual[i]!;
      return p * (1 - p);
    });
  }
}

/** 1 / (1 + e^(−x)) */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const small = Math.exp(x);
  return small / (1 + small);
}

/** ln(p / (1 − p)), of p kept ε from 0 and 1. */
export function logit(p: number): number {
  const inside = Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, p));
  return Math.log(inside / (1 - inside));
}

/** ln(1 + e^x) */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
