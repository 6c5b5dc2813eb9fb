import { logit } from "../../boosting/losses/log-loss.ts";
import { centredLogs, logSumExp } from "../../boosting/losses/multinomial-loss.ts";
import { type DerivativesOut, type HistogramLoss, weightedMean } from "./histogram-loss.ts";

/**
 * Two classes, F the log odds of class 1: p = 1 / (1 + e^(−F)).
 *
 *   L = ln(1 + e^F) − y F;   ∂L/∂F = p − y,   ∂²L/∂F² = p (1 − p)
 *
 * Friedman, Hastie, Tibshirani 2000, "Additive logistic regression", https://doi.org/10.1214/aos/1016218223
 */
export class BinaryLogLoss implements HistogramLoss {
  readonly outputs = 1;
  readonly hasUnitHessian = false;

  start(y: Float64Array, weight: Float64Array | undefined): Float64Array {
    return Float64Array.of(logit(weightedMean((i) => y[i]!, y.length, weight)));
  }

  derivatives(y: Float64Array, [raw]: readonly Float64Array[], out: DerivativesOut): void {
    const [g, h] = [out.gradient[0]!, out.hessian![0]!];
    for (let i = 0; i < y.length; i++) {
      const w = out.weight ? out.weight[i]! : 1;
      // Of −|F| nothing overflows; p (1 − p) = e / (1 + e)².
      const e = Math.exp(-Math.abs(raw![i]!));
      const small = e / (1 + e);
      const p = raw![i]! < 0 ? small : 1 / (1 + e);
      g[i] = w * (p - y[i]!);
      h[i] = (w * small) / (1 + e);
    }
  }

  at(y: Float64Array, [raw]: readonly Float64Array[], i: number): number {
    const F = raw![i]!;
    return Math.max(F, 0) + Math.log1p(Math.exp(-Math.abs(F))) - y[i]! * F;
  }
}

/**
 * K classes, a tree for each in every round: p_k = e^(F_k) / Σ_j e^(F_j).
 *
 *   L = ln Σ_j e^(F_j) − F_y;   ∂L/∂F_k = p_k − [y = k],   ∂²L/∂F_k² = p_k (1 − p_k)
 *
 * Of the second derivatives only the diagonal is used. Friedman 2001, algorithm 6, https://doi.org/10.1214/aos/1013203451
 */
export class MultinomialLogLoss implements HistogramLoss {
  readonly outputs: number;
  readonly hasUnitHessian = false;

  constructor(nClasses: number) {
    this.outputs = nClasses;
  }

  start(y: Float64Array, weight: Float64Array | undefined): Float64Array {
    const shares = Float64Array.from({ length: this.outputs }, (_, k) =>
      weightedMean((i) => Number(y[i] === k), y.length, weight),
    );
    return centredLogs(shares);
  }

  derivatives(y: Float64Array, raw: readonly Float64Array[], out: DerivativesOut): void {
    const { weight, gradient, hessian } = out;
    for (let i = 0; i < y.length; i++) {
      const w = weight ? weight[i]! : 1;
      const all = logSumExp(raw, i);
      for (let k = 0; k < this.outputs; k++) {
        const p = Math.exp(raw[k]![i]! - all);
        gradient[k]![i] = w * (p - Number(y[i] === k));
        hessian![k]![i] = w * p * (1 - p);
      }
    }
  }

  at(y: Float64Array, raw: readonly Float64Array[], i: number): number {
    return logSumExp(raw, i) - raw[y[i]!]![i]!;
  }
}
