import { logit } from "./log-loss.ts";
import { type LeafRows, type Loss, newtonStep, weightedMean } from "./loss.ts";

/**
 * AdaBoost's loss. Two classes as s = ±1, F half the log odds of class 1.
 *
 *   L = e^(−s F);   −∂L/∂F = s e^(−s F),   ∂²L/∂F² = e^(−s F)
 *
 * Friedman, Hastie, Tibshirani 2000, "Additive logistic regression", section 4, https://doi.org/10.1214/aos/1016218223
 */
export class ExponentialLoss implements Loss {
  readonly outputs = 1;

  start(y: Float64Array, weight: Float64Array): Float64Array {
    return Float64Array.of(0.5 * logit(weightedMean(weight, (i) => y[i]!)));
  }

  mean(y: Float64Array, [raw]: readonly Float64Array[], weight: Float64Array): number {
    return weightedMean(weight, (i) => Math.exp(-sign(y[i]!) * raw![i]!));
  }

  residuals(y: Float64Array, [raw]: readonly Float64Array[]): Float64Array {
    return y.map((code, i) => sign(code) * Math.exp(-sign(code) * raw![i]!));
  }

  leafValue(leaf: LeafRows): number {
    return newtonStep(leaf, (i) => Math.abs(leaf.residual[i]!));
  }
}

/** Class 0 as −1. */
function sign(code: number): number {
  return code === 1 ? 1 : -1;
}
