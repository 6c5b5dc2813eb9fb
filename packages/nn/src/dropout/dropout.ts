import type { Tensor } from "@blankfile/tensor";
import { type DropoutOptions, keepMean, RandomlyDropped } from "./dropped.ts";

/**
 * In training each element becomes 0 with probability p, and the others are divided by 1 − p, so that the mean stays:
 *
 *   y = m ⊙ x / (1 − p),   m ~ Bernoulli(1 − p)
 *
 * In evaluation y = x. x of any shape. Srivastava et al. 2014, https://jmlr.org/papers/v15/srivastava14a.html
 */
export class Dropout extends RandomlyDropped {
  constructor(options: DropoutOptions) {
    super("Dropout", options);
  }

  protected override maskShape(shape: readonly number[]): readonly number[] {
    return shape;
  }

  protected override drop(x: Tensor, keeps: Tensor): Tensor {
    return keepMean(x, keeps, this.p);
  }
}
