import type { Tensor } from "@blankfile/tensor";
import { perSide } from "../layers/check-sizes.ts";
import { KernelModule, type KernelOptions, type KernelSizes, type Sides } from "./kernel-module.ts";
import { type Edges, type PaddingMode, paddingModes, padSides } from "./pad-sides.ts";

export interface ConvOptions<Side extends Sides> extends KernelOptions<Side> {
  /**
   * How much stands around the input on each side; 0 unless told. "same": as much as keeps the size with stride 1, where it is odd one
   * more behind than before. "valid": none.
   */
  padding?: Side | "same" | "valid";
  /** What stands there; zeros unless told. */
  paddingMode?: PaddingMode;
}

/** What Conv1d and Conv2d share: the padding. */
export abstract class Convolution extends KernelModule {
  /** How much is added before and after, for each direction. */
  readonly padding: Edges;
  readonly paddingMode: PaddingMode;
  readonly #where: string;

  constructor(sizes: Omit<KernelSizes, "transposed">, options: ConvOptions<Sides>) {
    super({ ...sizes, transposed: false }, options);
    const { padding = 0, paddingMode = "zeros" } = options;
    this.#where = sizes.where;
    if (!paddingModes.includes(paddingMode)) {
      throw new RangeError(
        `${sizes.where}: paddingMode ${JSON.stringify(paddingMode)}, one of ${paddingModes.join(", ")} is needed`,
      );
    }
    this.padding = this.#edges(padding);
    this.paddingMode = paddingMode;
  }

  forward(x: Tensor): Tensor {
    return this.batched(x, (batch) => {
      // Equal zeros on both sides are the convolution's own business; anything else is laid around first.
      const own = this.paddingMode === "zeros" && this.padding.every(([before, after]) => before === after);
      const wide = own ? batch : padSides(this.#where, batch, this.padding, this.paddingMode);
      const padding = this.padding.map(([before]) => (own ? before : 0));
      this.#checkRoom(wide, padding);
      return this.convolve(wide, padding);
    });
  }

  /** The convolution of a batch that has the channels and the room. */
  protected abstract convolve(x: Tensor, padding: readonly number[]): Tensor;

  #edges(padding: Sides | "same" | "valid"): Edges {
    if (padding === "valid") return this.kernelSize.map(() => [0, 0]);
    if (padding === "same") {
      if (this.stride.some((step) => step !== 1)) {
        throw new RangeError(
          `${this.#where}: padding "same" with stride [${this.stride.join(", ")}], stride 1 is needed`,
        );
      }
      return this.kernelSize.map((k, side) => {
        const total = this.dilation[side]! * (k - 1);
        const before = Math.floor(total / 2);
        return [before, total - before];
      });
    }
    const sides = perSide(this.#where, "padding", padding, { n: this.kernelSize.length, least: 0 });
    return sides.map((n) => [n, n]);
  }

  #checkRoom(x: Tensor, padding: readonly number[]): void {
    const sizes = x.shape.slice(2).map((n, side) => n + 2 * padding[side]!);
    const spans = this.kernelSize.map((k, side) => this.dilation[side]! * (k - 1) + 1);
    if (sizes.some((n, side) => n < spans[side]!)) {
      throw new RangeError(
        `${this.#where}: input [${sizes.join(", ")}] with its padding, at least [${spans.join(", ")}] is needed for a window`,
      );
    }
  }
}
