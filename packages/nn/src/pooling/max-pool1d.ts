import { MaxPool, type MaxPoolOptions } from "./max-pool.ts";

/**
 * The largest element of each window: y[b, c, t] = max_u x[b, c, t · stride + u · dilation − padding]. Padding never wins; of equal ones
 * the first gets the gradient.
 *
 * x [B, C, T] or [C, T].
 */
export class MaxPool1d extends MaxPool {
  constructor(kernelSize: number, options: MaxPoolOptions<number> = {}) {
    super("MaxPool1d", ["T"], kernelSize, options);
  }
}
