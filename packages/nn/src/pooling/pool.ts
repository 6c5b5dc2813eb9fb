import type { Tensor } from "@blankfile/tensor";
import { Module } from "../module/module.ts";

/** What pooling layers share: samples without a batch, and sequences as images of height 1. */
export abstract class Pool extends Module {
  readonly #where: string;
  readonly #sides: readonly string[];

  constructor(where: string, sides: readonly string[]) {
    super();
    this.#where = where;
    this.#sides = sides;
  }

  forward(x: Tensor): Tensor {
    const n = this.#sides.length;
    if (x.ndim !== n + 1 && x.ndim !== n + 2) {
      const sample = ["C", ...this.#sides].join(", ");
      throw new RangeError(
        `${this.#where}: input [${x.shape.join(", ")}], [B, ${sample}] or [${sample}] is needed`,
      );
    }
    const batch = x.ndim === n + 1 ? x.unsqueeze(0) : x;
    const images = n === 1 ? batch.unsqueeze(2) : batch;
    const pooled = this.pool(images);
    const y = n === 1 ? pooled.squeeze(2) : pooled;
    return x.ndim === n + 1 ? y.squeeze(0) : y;
  }

  /** Images [B, C, H, W] as smaller ones. */
  protected abstract pool(images: Tensor): Tensor;
}

/** What is said about sequences, for images of height 1. */
export function alongRow<T>(flat: T, sides: readonly T[]): [T, T] {
  return sides.length === 1 ? [flat, sides[0]!] : [sides[0]!, sides[1]!];
}
