import type { DerivativesOut, HistogramLoss } from "./histogram-loss.ts";
import { quantileOf } from "./quantile-of.ts";

/**
 * Least at the q-quantile: misses from below cost q each, from above 1 − q.
 *
 *   L = q (y − F) where y ≥ F, else (1 − q) (F − y);   ∂L/∂F = −q where y ≥ F, else 1 − q
 *
 * The second derivative is 0 and says nothing; a tree is grown as if it were 1, and a leaf's value is the q-quantile of y − F there.
 *
 * Koenker and Bassett 1978, https://doi.org/10.2307/1913643
 */
export class PinballLoss implements HistogramLoss {
  readonly outputs = 1;
  readonly hasUnitHessian = true;
  readonly #quantile: number;
  readonly #factor: number;

  constructor(quantile: number, factor = 1) {
    this.#quantile = quantile;
    this.#factor = factor;
  }

  start(y: Float64Array, weight: Float64Array | undefined): Float64Array {
    return Float64Array.of(quantileOf(y, weight, this.#quantile));
  }

  derivatives(y: Float64Array, [raw]: readonly Float64Array[], out: DerivativesOut): void {
    const { weight, gradient, hessian } = out;
    const [below, above] = [-this.#factor * this.#quantile, this.#factor * (1 - this.#quantile)];
    const g = gradient[0]!;
    for (let i = 0; i < y.length; i++) {
      const slope = raw![i]! > y[i]! ? above : below;
      g[i] = weight ? slope * weight[i]! : slope;
    }
    if (weight) hessian![0]!.set(weight);
  }

  at(y: Float64Array, [raw]: readonly Float64Array[], i: number): number {
    const off = y[i]! - raw![i]!;
    return this.#factor * (off >= 0 ? this.#quantile * off : (this.#quantile - 1) * off);
  }

  leafValue(off: Float64Array, weight: Float64Array | undefined): number {
    return quantileOf(off, weight, this.#quantile);
  }
}

/** L = |y − F|, twice the loss of the quantile ½. A leaf's value is the median of y − F there. */
export class AbsoluteError extends PinballLoss {
  constructor() {
    super(0.5, 2);
  }
}
