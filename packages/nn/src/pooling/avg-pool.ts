import { pad, type Tensor, tensor } from "@blankfile/tensor";
import { alongRow, Pool } from "./pool.ts";
import { sumWindows } from "./sum-windows.ts";
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
    const [[below, right], [ph, pw]] = [alongRow(0, lacks), alongRow(0, padding)];
    const bare = below + right + ph + pw === 0;
    const wide = bare ? images : pad(images, [pw, pw + right, ph, ph + below]);
    const sides = counts.map((count, side) => ({ kernel: kernelSize[side]!, stride: stride[side]!, count }));
    const sums = sumWindows(wide, alongRow({ kernel: 1, stride: 1, count: 1 }, sides));
    if (this.#divisor !== null) return sums.div(this.#divisor);
    const elements = counts.map((_, side) => this.#elements(side, counts[side]!, images.shape));
    const [rows, columns] = alongRow([1], elements);
    const whole = kernelSize.reduce((product, n) => product * n, 1);
    if (rows.every((row) => columns.every((column) => row * column === whole))) return sums.div(whole);
    return sums.div(
      tensor(
        rows.map((row) => columns.map((column) => row * column)),
        { dtype: images.dtype },
      ),
    );
  }

  /** How many elements along a side count in each window. */
  #elements(side: number, count: number, shape: readonly number[]): number[] {
    const { kernelSize, stride, padding } = this.#windows;
    const [kernel, around] = [kernelSize[side]!, padding[side]!];
    const n = shape.at(side - kernelSize.length)!;
    const [first, end] = this.#countIncludePad ? [-around, n + around] : [0, n];
    return Array.from({ length: count }, (_, i) => {
      const from = i * stride[side]! - around;
      return Math.min(from + kernel, end) - Math.max(from, first);
    });
  }
}
