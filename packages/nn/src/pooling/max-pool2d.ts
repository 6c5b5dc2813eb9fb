import type { Pair } from "@blankfile/tensor";
import { MaxPool, type MaxPoolOptions } from "./max-pool.ts";

/**
 * The largest pixel of each window: y[b, c, i, j] = max_(u, v) x[b, c, i · stride + u · dilation − padding, …]. Padding never wins; of
 * equal ones the first gets the gradient.
 *
 * x [B, C, H, W] or [C, H, W].
 */
export class MaxPool2d extends MaxPool {
  constructor(kernelSize: Pair, options: MaxPoolOptions<Pair> = {}) {
    super("MaxPool2d", ["H", "W"], kernelSize, options);
  }
}
