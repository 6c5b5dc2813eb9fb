import { type Loss, weightedMean } from "./loss.ts";

/**
 * L = (y − F)². Half its negative gradient is the residual y − F itself, and a leaf's mean residual is the best step.
 *
 * Friedman 2001, "Greedy function approximation", algorithm 2, https://doi.org/10.1214/aos/1013203451
 */
export class SquaredErrorLoss implements Loss {
  readonly outputs = 1;

  start(y: Float64Array, weight: Float64Array): Float64Array {
    return Float64Array.of(weightedMean(weight, (i) => y[i]!));
  }

  mean(y: Float64Array, [raw]: readonly Float64Array[], weight: Float64Array): number {
    return weightedMean(weight, (i) => (y[i]! - raw![i]!) ** 2);
  }

  residuals(y: Float64Array, [raw]: readonly Float64Array[]): Float64Array {
    return y.map((target, i) => target - raw![i]!);
  }
}
