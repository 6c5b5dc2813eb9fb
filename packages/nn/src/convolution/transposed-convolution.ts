import type { Tensor } from "@blankfile/tensor";
import { perSide } from "../layers/check-sizes.ts";
import { KernelModule, type KernelOptions, type KernelSizes, type Sides } from "./kernel-module.ts";

export interface ConvTransposeOptions<Side extends Sides> extends KernelOptions<Side> {
  /** How much is cut off the output on each side: what a convolution would have padded. 0 unless told. */
  padding?: Side;
  /** How much the output is longer at its end, to choose among the sizes that a stride leaves open. 0 unless told. */
  outputPadding?: Side;
}

/** What ConvTranspose1d and ConvTranspose2d share. */
export abstract class TransposedConvolution extends KernelModule {
  readonly padding: readonly number[];
  readonly outputPadding: readonly number[];
  readonly #where: string;

  constructor(sizes: Omit<KernelSizes, "transposed">, options: ConvTransposeOptions<Sides>) {
    super({ ...sizes, transposed: true }, options);
    const { padding = 0, outputPadding = 0 } = options;
    const { where } = sizes;
    const least = { n: sizes.sides.length, least: 0 };
    this.#where = where;
    this.padding = perSide(where, "padding", padding, least);
    this.outputPadding = perSide(where, "outputPadding", outputPadding, least);
    if (this.outputPadding.some((n, side) => n >= Math.max(this.stride[side]!, this.dilation[side]!))) {
      throw new RangeError(
        `${where}: outputPadding [${this.outputPadding.join(", ")}] with stride [${this.stride.join(", ")}] and dilation [${this.dilation.join(", ")}], less than the larger of them is needed`,
      );
    }
  }

  forward(x: Tensor): Tensor {
    return this.batched(x, (batch) => {
      const sizes = batch.shape
        .slice(2)
        .map(
          (n, side) =>
            (n - 1) * this.stride[side]! -
            2 * this.padding[side]! +
            this.dilation[side]! * (this.kernelSize[side]! - 1) +
            this.outputPadding[side]! +
            1,
        );
      if (sizes.some((n) => n < 1)) {
        throw new RangeError(
          `${this.#where}: input [${x.shape.join(", ")}] gives an output of [${sizes.join(", ")}], at least one element is needed`,
        );
      }
      return this.transposed(batch);
    });
  }

  /** The transposed convolution of a batch that has the channels. */
  protected abstract transposed(x: Tensor): Tensor;
}
