import { weightedQuantile } from "../weighted-quantile.ts";
import { type LeafRows, type Loss, weightedMean } from "./loss.ts";

/**
 * The pinball loss, least at the α-quantile: misses from below cost α each, from above 1 − α.
 *
 *   L = α (y − F) where y ≥ F, else (1 − α) (F − y);   −∂L/∂F = α where y ≥ F, else α − 1
 *
 * A leaf's step is the α-quantile of y − F there. Twice the loss of α = ½ is the absolute error.
 *
 * Koenker and Bassett 1978, https://doi.org/10.2307/1913643
 */
export class QuantileLoss implements Loss {
  readonly outputs = 1;
  readonly #alpha: number;
  readonly #factor: number;

  constructor(alpha: number, factor = 1) {
    this.#alpha = alpha;
    this.#factor = factor;
  }

  start(y: Float64Array, weight: Float64Array): Float64Array {
    return Float64Array.of(weightedQuantile(y, weight, this.#alpha));
  }

  mean(y: Float64Array, [raw]: readonly Float64Array[], weight: Float64Array): number {
    const alpha = this.#alpha;
    return weightedMean(weight, (i) => {
      const off = y[i]! - raw![i]!;
      return this.#factor * (off >= 0 ? alpha * off : (alpha - 1) * off);
    });
  }

  residuals(y: Float64Array, [raw]: readonly Float64Array[]): Float64Array {
    const alpha = this.#alpha;
    return y.map((target, i) => this.#factor * (target >= raw![i]! ? alpha : alpha - 1));
  }

  leafValue({ rows, y, raw, weight }: LeafRows): number {
    const off = Float64Array.from(rows, (i) => y[i]! - raw[i]!);
    return weightedQuantile(
      off,
      Float64Array.from(rows, (i) => weight[i]!),
      this.#alpha,
    );
  }
}

/**
 * L = |y − F|; −∂L/∂F = sign(y − F). A leaf's step is the median of y − F there.
 *
 * Friedman 2001, "Greedy function approximation", algorithm 3, https://doi.org/10.1214/aos/1013203451
 */
export class AbsoluteErrorLoss extends QuantileLoss {
  constructor() {
    super(0.5, 2);
  }
}
