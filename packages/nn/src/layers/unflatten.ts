import type { Tensor } from "@blankfile/tensor";
import { Module } from "../module/module.ts";
import { checkSizes } from "./check-sizes.ts";

/** One dimension as several: dim 1 of [B, 12] with [3, 4] gives [B, 3, 4]. */
export class Unflatten extends Module {
  readonly dim: number;
  readonly unflattenedSize: readonly number[];

  constructor(dim: number, unflattenedSize: readonly number[]) {
    super();
    if (!Number.isInteger(dim)) throw new RangeError(`Unflatten: dim ${dim}, a whole number is needed`);
    if (!Array.isArray(unflattenedSize) || unflattenedSize.length === 0)
      throw new RangeError(`Unflatten: unflattenedSize ${JSON.stringify(unflattenedSize)}, sizes are needed`);
    for (const size of unflattenedSize) checkSizes("Unflatten", { unflattenedSize: size });
    this.dim = dim;
    this.unflattenedSize = [...unflattenedSize];
  }

  forward(x: Tensor): Tensor {
    const d = this.dim < 0 ? this.dim + x.ndim : this.dim;
    const size = this.unflattenedSize.reduce((product, n) => product * n, 1);
    if (x.shape[d] !== size) {
      throw new RangeError(
        `Unflatten: input [${x.shape.join(", ")}], size ${size} along dimension ${this.dim} is needed for [${this.unflattenedSize.join(", ")}]`,
      );
    }
    return x.reshape([...x.shape.slice(0, d), ...this.unflattenedSize, ...x.shape.slice(d + 1)]);
  }
}
