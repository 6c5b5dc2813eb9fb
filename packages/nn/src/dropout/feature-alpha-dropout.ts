import type { Tensor } from "@blankfile/tensor";
import { type DropoutOptions, keepMoments, RandomlyDropped } from "./dropped.ts";

/**
 * `AlphaDropout` of whole channels: x [B, C, ...], one element of the mask for each channel of each sample.
 *
 * Klambauer et al. 2017, section 3, https://arxiv.org/abs/1706.02515; Tompson et al. 2015, https://arxiv.org/abs/1411.4280
 */
export class FeatureAlphaDropout extends RandomlyDropped {
  constructor(options: DropoutOptions) {
    super("FeatureAlphaDropout", options);
  }

  protected override maskShape(shape: readonly number[]): readonly number[] {
    if (shape.length < 2)
      throw new RangeError(`FeatureAlphaDropout: input [${shape.join(", ")}], [B, C, ...] is needed`);
    return shape.map((n, d) => (d < 2 ? n : 1));
  }

  protected override drop(x: Tensor, keeps: Tensor): Tensor {
    return keepMoments(x, keeps, this.p);
  }
}
