import { weightedQuantile } from "../weighted-quantile.ts";
import { type LeafRows, type Loss, weightedMean } from "./loss.ts";

/**
 * Squared up to δ, absolute beyond: far points pull no harder than δ.
 *
 *   L = ½ (y − F)² where |y − F| ≤ δ, else δ (|y − F| − ½ δ);   −∂L/∂F = y − F, cut to [−δ, δ]
 *
 * δ is the α-quantile of |y − F| before each stage. A leaf's step is one from the median m of r = y − F there: m + mean(sign(r − m) min(δ, |r − m|)).
 *
 * Friedman 2001, "Greedy function approximation", algorithm 4, https://doi.org/10.1214/aos/1013203451
 */
export class HuberLoss implements Loss {
  readonly outputs = 1;
  readonly #alpha: number;
  #delta = 1;

  constructor(alpha: number) {
    this.#alpha = alpha;
  }

  start(y: Float64Array, weight: Float64Array): Float64Array {
    return Float64Array.of(weightedQuantile(y, weight, 0.5));
  }

  prepare(y: Float64Array, [raw]: readonly Float64Array[], weight: Float64Array): void {
    const size = y.map((target, i) => Math.abs(target - raw![i]!));
    this.#delta = weightedQuantile(size, weight, this.#alpha);
  }

  mean(y: Float64Array, [raw]: readonly Float64Array[], weight: Float64Array): number {
    const delta = this.#delta;
    return weightedMean(weight, (i) => {
      const size = Math.abs(y[i]! - raw![i]!);
      return size <= delta ? 0.5 * size * size : delta * (size - 0.5 * delta);
    });
  }

  residuals(y: Float64Array, [raw]: readonly Float64Array[]): Float64Array {
    return y.map((target, i) => cut(target - raw![i]!, this.#delta));
  }

  leafValue({ rows, y, raw, weight }: LeafRows): number {
    const off = Float64Array.from(rows, (i) => y[i]! - raw[i]!);
    const own = Float64Array.from(rows, (i) => weight[i]!);
    const median = weightedQuantile(off, own, 0.5);
    return median + weightedMean(own, (at) => cut(off[at]! - median, this.#delta));
  }
}

function cut(value: number, delta: number): number {
  return Math.max(-delta, Math.min(delta, value));
}
