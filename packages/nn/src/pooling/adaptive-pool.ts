import type { Tensor } from "@blankfile/tensor";
import { checkSizes } from "../layers/check-sizes.ts";
import { alongRow, Pool } from "./pool.ts";

/** How many regions an adaptive pooling makes of a side; null: as many as there are elements. */
export type OutputSize = number | null;

/** What adaptive poolings share: the sizes of their output. */
export abstract class AdaptivePool extends Pool {
  readonly outputSize: readonly OutputSize[];
  readonly #where: string;

  constructor(where: string, sides: readonly string[], outputSize: OutputSize | readonly OutputSize[]) {
    super(where, sides);
    const sizes = Array.isArray(outputSize) ? outputSize : sides.map(() => outputSize as OutputSize);
    if (sizes.length !== sides.length) {
      throw new RangeError(
        `${where}: outputSize ${JSON.stringify(outputSize)}, one size or ${sides.length} are needed`,
      );
    }
    for (const size of sizes) if (size !== null) checkSizes(where, { outputSize: size });
    this.outputSize = [...sizes];
    this.#where = where;
  }

  protected override pool(images: Tensor): Tensor {
    const [height, width] = images.shape.slice(2) as [number, number];
    if (height * width === 0)
      throw new RangeError(`${this.#where}: images of ${height} × ${width}, at least one element is needed`);
    const [rows, columns] = alongRow<OutputSize>(1, this.outputSize);
    return this.regions(images, [rows ?? height, columns ?? width]);
  }

  /** Images [B, C, H, W] as [B, C, ...size], each element from a region of its own. */
  protected abstract regions(images: Tensor, size: readonly [number, number]): Tensor;
}

/** The elements of region i of `count` along a side of n: ⌊i · n / count⌋ up to but without ⌈(i + 1) · n / count⌉. */
export function regionOf(i: number, count: number, n: number): [from: number, to: number] {
  return [Math.floor((i * n) / count), Math.ceil(((i + 1) * n) / count)];
}

/** Whether regions of one size cover each side without a rest. */
export function divides([, , height, width]: readonly number[], [rows, columns]: readonly [number, number]) {
  return height! % rows === 0 && width! % columns === 0;
}
