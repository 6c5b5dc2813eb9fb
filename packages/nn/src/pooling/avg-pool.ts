import { avgPool2d, pad, type Tensor, tensor } from "@blankfile/tensor";
import { alongRow, Pool } from "./pool.ts";
import { fitWindows, type PoolOptions, type Windows, windowsOf } from "./windows.ts";

export interface AvgPoolOptions<Side extends number | readonly number[]> extends PoolOptions<Side> {
  /** Whether padded zeros count in the number by which a window's sum is divided; true unless told. */
  countIncludePad?: boolean;
}

/** What AvgPool1d and AvgPool2d share. */
export abstract class AvgPool extends Pool {
  readonly #where: string;
  readonly #windows: Windows;
  readonly #countIncludePad: boolean;
  readonly #divisor: number | null;

  constructor(
    where: string,
    sides: readonly string[],
    kernelSize: number | readonly number[],
    options: AvgPoolOptions<number | readonly number[]> & { divisorOverride?: number | null },
  ) {
    super(where, sides);
    const { countIncludePad = true, divisorOverride = null } = options;
    if (divisorOverride !== null && !(Number.isFinite(divisorOverride) && divisorOverride !== 0)) {
      throw new RangeError(
        `${where}: divisorOverride ${divisorOverride}, a finite number other than 0 is needed`,
      );
    }
    this.#where = where;
    this.#windows = windowsOf(where, sides.length, kernelSize, options);
    this.#countIncludePad = countIncludePad;
    this.#divisor = divisorOverride;
  }

  protected override pool(images: Tensor): Tensor {
    const { kernelSize, stride, padding } = this.#windows;
    const { counts, lacks } = fitWindows(this.#where, images.shape, this.#windows);
    const [below, right] = alongRow(0, lacks);
    const wide = below + right === 0 ? images : pad(images, [0, right, 0, below]);
    const means = avgPool2d(wide, alongRow(1, kernelSize), {
      stride: alongRow(1, stride),
      padding: alongRow(0, padding),
    });
    const elements = kernelSize.reduce((product, n) => product * n, 1);
    if (this.#divisor !== null) return means.mul(elements / this.#divisor);
    const counted = this.#countIncludePad ? below + right === 0 : below + right + Math.max(...padding) === 0;
    if (counted) return means;
    const shares = counts.map((count, side) =>
      this.#shares(count, side, images.shape.at(side - counts.length)!),
    );
    const [rows, columns] = alongRow([1], shares);
    return means.mul(
      tensor(
        rows.map((row) => columns.map((column) => row * column)),
        { dtype: images.dtype },
      ),
    );
  }

  /** By how much the mean of each window along a side of n grows when only what counts is divided by. */
  #shares(count: number, side: number, n: number): number[] {
    const { kernelSize, stride, padding } = this.#windows;
    const [kernel, around] = [kernelSize[side]!, padding[side]!];
    return Array.from({ length: count }, (_, i) => {
      const from = i * stride[side]! - around;
      const [first, end] = this.#countIncludePad ? [-around, n + around] : [0, n];
      return kernel / (Math.min(from + kernel, end) - Math.max(from, first));
    });
  }
}
