import { AdaptiveAvgPool } from "./adaptive-avg-pool.ts";

/**
 * The means of outputSize regions that cover a sequence: region i of n spans ⌊i · T / n⌋ to ⌈(i + 1) · T / n⌉.
 *
 * x [B, C, T] or [C, T], y with outputSize in the place of T.
 */
export class AdaptiveAvgPool1d extends AdaptiveAvgPool {
  constructor(outputSize: number) {
    super("AdaptiveAvgPool1d", ["T"], outputSize);
  }
}
