import type { Pair } from "@blankfile/tensor";
import { AvgPool, type AvgPoolOptions } from "./avg-pool.ts";

export interface AvgPool2dOptions extends AvgPoolOptions<Pair> {
  /** What a window's sum is divided by instead of the number of its pixels. */
  divisorOverride?: number | null;
}

/**
 * The mean of each window: y[b, c, i, j] = Σ_(u, v) x[b, c, i · stride + u − padding, …] / (kH · kW). What ceilMode adds behind the padding
 * never counts.
 *
 * x [B, C, H, W] or [C, H, W].
 */
export class AvgPool2d extends AvgPool {
  constructor(kernelSize: Pair, options: AvgPool2dOptions = {}) {
    super("AvgPool2d", ["H", "W"], kernelSize, options);
  }
}
