import { AdaptiveMaxPool } from "./adaptive-max-pool.ts";
import type { OutputSize } from "./adaptive-pool.ts";

/**
 * The largest pixels of regions that cover an image: region i of n spans rows ⌊i · H / n⌋ to ⌈(i + 1) · H / n⌉, and columns likewise. A size
 * of null keeps the input's. Of equal pixels the first gets the gradient.
 *
 * x [B, C, H, W] or [C, H, W], y with outputSize in the place of H and W.
 */
export class AdaptiveMaxPool2d extends AdaptiveMaxPool {
  constructor(outputSize: OutputSize | readonly [OutputSize, OutputSize]) {
    super("AdaptiveMaxPool2d", ["H", "W"], outputSize);
  }
}
