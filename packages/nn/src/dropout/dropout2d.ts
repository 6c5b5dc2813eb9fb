import type { Tensor } from "@blankfile/tensor";
import { channelMask, type DropoutOptions, keepMean, RandomlyDropped } from "./dropped.ts";

/**
 * Dropout of whole channels of images, whose neighbours say much the same: y[b, c] = m[b, c] · x[b, c] / (1 − p).
 *
 * x [B, C, H, W] or [C, H, W]. Tompson et al. 2015, section 3.2, https://arxiv.org/abs/1411.4280
 */
export class Dropout2d extends RandomlyDropped {
  constructor(options: DropoutOptions) {
    super("Dropout2d", options);
  }

  protected override maskShape(shape: readonly number[]): readonly number[] {
    return channelMask("Dropout2d", shape, ["H", "W"]);
  }

  protected override drop(x: Tensor, keeps: Tensor): Tensor {
    return keepMean(x, keeps, this.p);
  }
}
