import type { Tensor } from "@blankfile/tensor";
import { type DropoutOptions, keepMoments, RandomlyDropped } from "./dropped.ts";

/**
 * Dropout that keeps mean 0 and variance 1 of what SELU gives; see `keepMoments`. Elements of any shape.
 *
 * Klambauer et al. 2017, section 3, https://arxiv.org/abs/1706.02515
 */
export class AlphaDropout extends RandomlyDropped {
  constructor(options: DropoutOptions) {
    super("AlphaDropout", options);
  }

  protected override maskShape(shape: readonly number[]): readonly number[] {
    return shape;
  }

  protected override drop(x: Tensor, keeps: Tensor): Tensor {
    return keepMoments(x, keeps, this.p);
  }
}
