import type { Tensor } from "@blankfile/tensor";
import { Module } from "../module/module.ts";

export interface FlattenOptions {
  /** The first dimension that goes in; 1 unless told. */
  startDim?: number;
  /** The last one that goes in; the last of all unless told. */
  endDim?: number;
}

/** Dimensions startDim to endDim as one: [B, C, H, W] gives [B, C · H · W]. */
export class Flatten extends Module {
  readonly startDim: number;
  readonly endDim: number;

  constructor({ startDim = 1, endDim = -1 }: FlattenOptions = {}) {
    super();
    for (const [name, dim] of Object.entries({ startDim, endDim }))
      if (!Number.isInteger(dim)) throw new RangeError(`Flatten: ${name} ${dim}, a whole number is needed`);
    this.startDim = startDim;
    this.endDim = endDim;
  }

  forward(x: Tensor): Tensor {
    const place = (dim: number) => (dim < 0 ? dim + x.ndim : dim);
    const [from, to] = [place(this.startDim), place(this.endDim)];
    if (from < 0 || to >= x.ndim || from > to) {
      throw new RangeError(
        `Flatten: input [${x.shape.join(", ")}], one with dimensions ${this.startDim} to ${this.endDim} is needed`,
      );
    }
    const size = x.shape.slice(from, to + 1).reduce((product, n) => product * n, 1);
    return x.reshape([...x.shape.slice(0, from), size, ...x.shape.slice(to + 1)]);
  }
}
