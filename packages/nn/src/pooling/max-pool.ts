import { maxPool2d, pad, type Tensor } from "@blankfile/tensor";
import { alongRow, Pool } from "./pool.ts";
import { fitWindows, type PoolOptions, type Windows, windowsOf } from "./windows.ts";

export interface MaxPoolOptions<Side extends number | readonly number[]> extends PoolOptions<Side> {
  /** How far apart a window's elements lie; 1 unless told. */
  dilation?: Side;
}

/** What MaxPool1d and MaxPool2d share. */
export abstract class MaxPool extends Pool {
  readonly #where: string;
  readonly #windows: Windows;

  constructor(
    where: string,
    sides: readonly string[],
    kernelSize: number | readonly number[],
    options: MaxPoolOptions<number | readonly number[]>,
  ) {
    super(where, sides);
    this.#where = where;
    this.#windows = windowsOf(where, sides.length, kernelSize, options);
  }

  protected override pool(images: Tensor): Tensor {
    const { kernelSize, stride, padding, dilation } = this.#windows;
    const [below, right] = alongRow(0, fitWindows(this.#where, images.shape, this.#windows).lacks);
    const wide = below + right === 0 ? images : pad(images, [0, right, 0, below], { value: -Infinity });
    return maxPool2d(wide, alongRow(1, kernelSize), {
      stride: alongRow(1, stride),
      padding: alongRow(0, padding),
      dilation: alongRow(1, dilation),
    });
  }
}
