import { noGrad, record } from "../../tape.ts";
import type { Tensor } from "../../tensor.ts";
import { add } from "../arithmetic.ts";
import { eq, logicalAnd, logicalNot, logicalOr, ne } from "../comparisons.ts";
import { maximum, where } from "../select.ts";
import { placeIn, type Range, slice } from "../slice.ts";
import type { Windows } from "./windows.ts";

/** Whether no two windows share an element, and none reaches over the edge. */
export function areSeparate({ kernel, stride, padding, dilation }: Windows): boolean {
  return [0, 1].every((s) => stride[s]! >= kernel[s]! && padding[s] === 0 && dilation[s] === 1);
}

/**
 * The largest of each of the separate windows of x [N, C, H, W]: element (u, v) of all windows is a slice of x, and the largest
 * of these slices is the result. The gradient goes to the first of equals in each window.
 */
export function largestOfSeparate(
  x: Tensor,
  { kernel, stride }: Windows,
  [height, width]: readonly [number, number],
): Tensor {
  const along = (first: number, step: number, count: number): Range => [
    first,
    first + step * (count - 1) + 1,
    step,
  ];
  const ranges = Array.from({ length: kernel[0] * kernel[1] }, (_, i): Range[] => {
    const [u, v] = [Math.floor(i / kernel[1]), i % kernel[1]];
    return [null, null, along(u, stride[0], height), along(v, stride[1], width)];
  });
  const parts = noGrad(() => ranges.map((range) => slice(x, ...range)));
  const y = noGrad(() => parts.reduce((a, b) => maximum(a, b)));
  const gradient = (g: Tensor): Tensor => {
    let taken: Tensor | undefined;
    const shares = parts.map((part, i) => {
      const largest = logicalOr(eq(part, y), ne(part, part));
      const hit = taken ? logicalAnd(largest, logicalNot(taken)) : largest;
      taken = taken ? logicalOr(taken, largest) : largest;
      return placeIn(where(hit, g, 0), x.shape, ranges[i]!);
    });
    return shares.reduce((a, b) => add(a, b));
  };
  return record("maxPool2d", y, [[x, gradient, x]]);
}
