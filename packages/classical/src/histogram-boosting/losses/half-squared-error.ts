import { type DerivativesOut, type HistogramLoss, weightedMean } from "./histogram-loss.ts";

/** L = ½ (y − F)²;   ∂L/∂F = F − y,   ∂²L/∂F² = 1. A leaf's value is the mean of y − F there. */
export class HalfSquaredError implements HistogramLoss {
  readonly outputs = 1;
  readonly hasUnitHessian = true;

  start(y: Float64Array, weight: Float64Array | undefined): Float64Array {
    return Float64Array.of(weightedMean((i) => y[i]!, y.length, weight));
  }

  derivatives(y: Float64Array, [raw]: readonly Float64Array[], out: DerivativesOut): void {
    const { weight, gradient, hessian } = out;
    const g = gradient[0]!;
    for (let i = 0; i < y.length; i++) g[i] = (raw![i]! - y[i]!) * (weight ? weight[i]! : 1);
    if (weight) hessian![0]!.set(weight);
  }

  at(y: Float64Array, [raw]: readonly Float64Array[], i: number): number {
    return 0.5 * (y[i]! - raw![i]!) ** 2;
  }
}
