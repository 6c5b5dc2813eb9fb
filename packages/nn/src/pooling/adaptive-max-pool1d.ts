import { AdaptiveMaxPool } from "./adaptive-max-pool.ts";

/**
 * The largest elements of outputSize regions that cover a sequence: region i of n spans ⌊i · T / n⌋ to ⌈(i + 1) · T / n⌉. Of equal ones
 * the first gets the gradient.
 *
 * x [B, C, T] or [C, T], y with outputSize in the place of T.
 */
export class AdaptiveMaxPool1d extends AdaptiveMaxPool {
  constructor(outputSize: number) {
    super("AdaptiveMaxPool1d", ["T"], outputSize);
  }
}
