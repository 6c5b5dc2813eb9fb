import type { Tensor } from "@blankfile/tensor";
import { channelMask, type DropoutOptions, keepMean, RandomlyDropped } from "./dropped.ts";

/**
 * Dropout of whole channels of sequences, whose neighbours say much the same: y[b, c] = m[b, c] · x[b, c] / (1 − p).
 *
 * x [B, C, T] or [C, T]. Tompson et al. 2015, section 3.2, https://arxiv.org/abs/1411.4280
 */
export class Dropout1d extends RandomlyDropped {
  constructor(options: DropoutOptions) {
    super("Dropout1d", options);
  }

  protected override maskShape(shape: readonly number[]): readonly number[] {
    return channelMask("Dropout1d", shape, ["T"]);
  }

  protected override drop(x: Tensor, keeps: Tensor): Tensor {
    return keepMean(x, keeps, this.p);
  }
}
