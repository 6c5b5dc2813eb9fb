import { AvgPool, type AvgPoolOptions } from "./avg-pool.ts";

/**
 * The mean of each window: y[b, c, t] = Σ_u x[b, c, t · stride + u − padding] / kernelSize. What ceilMode adds behind the padding never
 * counts.
 *
 * x [B, C, T] or [C, T].
 */
export class AvgPool1d extends AvgPool {
  constructor(kernelSize: number, options: AvgPoolOptions<number> = {}) {
    super("AvgPool1d", ["T"], kernelSize, options);
  }
}
