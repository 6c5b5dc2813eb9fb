import { perSide } from "../layers/check-sizes.ts";

type Sides = number | readonly number[];

export interface PoolOptions<Side extends Sides> {
  /** How far the window moves each time; the kernel size unless told. */
  stride?: Side;
  /** How much stands around the input on each side, at most half a window; 0 unless told. */
  padding?: Side;
  /** Whether a last window may reach over the end: sizes are then rounded up. False unless told. */
  ceilMode?: boolean;
}

/** Windows that move over an input, one number for each direction. */
export interface Windows {
  kernelSize: readonly number[];
  stride: readonly number[];
  padding: readonly number[];
  dilation: readonly number[];
  ceilMode: boolean;
}

export function windowsOf(
  where: string,
  n: number,
  kernelSize: Sides,
  options: PoolOptions<Sides> & { dilation?: Sides },
): Windows {
  const { stride = kernelSize, padding = 0, dilation = 1, ceilMode = false } = options;
  const kernel = perSide(where, "kernelSize", kernelSize, { n, least: 1 });
  const around = perSide(where, "padding", padding, { n, least: 0 });
  if (around.some((size, side) => size > kernel[side]! / 2)) {
    throw new RangeError(
      `${where}: padding [${around.join(", ")}] for windows of [${kernel.join(", ")}], at most half of them is needed`,
    );
  }
  return {
    kernelSize: kernel,
    stride: perSide(where, "stride", stride, { n, least: 1 }),
    padding: around,
    dilation: perSide(where, "dilation", dilation, { n, least: 1 }),
    ceilMode,
  };
}

/**
 * How many windows there are in each direction, and how much the input lacks at its end for the last one to fit: with ceilMode,
 * ⌈(n + 2 · padding − dilation · (kernel − 1) − 1) / stride⌉ + 1, without a window that would start behind the input and its padding before.
 */
export function fitWindows(
  where: string,
  shape: readonly number[],
  { kernelSize, stride, padding, dilation, ceilMode }: Windows,
): { counts: number[]; lacks: number[] } {
  const sizes = shape.slice(-kernelSize.length);
  const spans = kernelSize.map((k, side) => dilation[side]! * (k - 1) + 1);
  const counts = sizes.map((n, side) => {
    const steps = (n + 2 * padding[side]! - spans[side]!) / stride[side]!;
    const count = (ceilMode ? Math.ceil(steps) : Math.floor(steps)) + 1;
    const startsBehind = (count - 1) * stride[side]! >= n + padding[side]!;
    return ceilMode && startsBehind ? count - 1 : count;
  });
  if (counts.some((count) => count < 1)) {
    throw new RangeError(
      `${where}: input [..., ${sizes.join(", ")}] with padding [${padding.join(", ")}], at least [${spans.join(", ")}] is needed for a window`,
    );
  }
  const lacks = counts.map((count, side) =>
    Math.max(0, (count - 1) * stride[side]! + spans[side]! - sizes[side]! - 2 * padding[side]!),
  );
  return { counts, lacks };
}
