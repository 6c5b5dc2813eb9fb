import { AdaptiveAvgPool } from "./adaptive-avg-pool.ts";
import type { OutputSize } from "./adaptive-pool.ts";

/**
 * The means of regions that cover an image: region i of n spans rows ⌊i · H / n⌋ to ⌈(i + 1) · H / n⌉, and columns likewise. A size of null
 * keeps the input's.
 *
 * x [B, C, H, W] or [C, H, W], y with outputSize in the place of H and W.
 */
export class AdaptiveAvgPool2d extends AdaptiveAvgPool {
  constructor(outputSize: OutputSize | readonly [OutputSize, OutputSize]) {
    super("AdaptiveAvgPool2d", ["H", "W"], outputSize);
  }
}
