import { type DerivativesOut, type HistogramLoss, weightedMean } from "./histogram-loss.ts";

/**
 * Half the Poisson deviance of counts y ≥ 0 with mean e^F, but for what depends on y alone.
 *
 *   L = e^F − y F;   ∂L/∂F = e^F − y,   ∂²L/∂F² = e^F
 *
 * McCullagh and Nelder 1989, "Generalized linear models", chapter 6
 */
export class HalfPoissonLoss implements HistogramLoss {
  readonly outputs = 1;
  readonly hasUnitHessian = false;

  start(y: Float64Array, weight: Float64Array | undefined): Float64Array {
    return Float64Array.of(Math.log(weightedMean((i) => y[i]!, y.length, weight)));
  }

  derivatives(y: Float64Array, [raw]: readonly Float64Array[], out: DerivativesOut): void {
    const [g, h] = [out.gradient[0]!, out.hessian![0]!];
    for (let i = 0; i < y.length; i++) {
      const w = out.weight ? out.weight[i]! : 1;
      const mean = Math.exp(raw![i]!);
      g[i] = w * (mean - y[i]!);
      h[i] = w * mean;
    }
  }

  at(y: Float64Array, [raw]: readonly Float64Array[], i: number): number {
    return Math.exp(raw![i]!) - y[i]! * raw![i]!;
  }
}

/**
 * Half the Gamma deviance of y > 0 with mean e^F, but for what depends on y alone.
 *
 *   L = F + y e^(−F);   ∂L/∂F = 1 − y e^(−F),   ∂²L/∂F² = y e^(−F)
 *
 * McCullagh and Nelder 1989, chapter 8
 */
export class HalfGammaLoss implements HistogramLoss {
  readonly outputs = 1;
  readonly hasUnitHessian = false;

  start(y: Float64Array, weight: Float64Array | undefined): Float64Array {
    return Float64Array.of(Math.log(weightedMean((i) => y[i]!, y.length, weight)));
  }

  derivatives(y: Float64Array, [raw]: readonly Float64Array[], out: DerivativesOut): void {
    const [g, h] = [out.gradient[0]!, out.hessian![0]!];
    for (let i = 0; i < y.length; i++) {
      const w = out.weight ? out.weight[i]! : 1;
      const ratio = y[i]! * Math.exp(-raw![i]!);
      g[i] = w * (1 - ratio);
      h[i] = w * ratio;
    }
  }

  at(y: Float64Array, [raw]: readonly Float64Array[], i: number): number {
    return raw![i]! + y[i]! * Math.exp(-raw![i]!);
  }
}
