import { expect } from "vitest";
import type { Tensor } from "../tensor.ts";

/**
 * Compiled sums run in another order, products in the dtype instead of float64, and exp and kin are polynomials with an error of
 * about one unit: so results may differ by 1e-6 (float32) or 1e-13 (float64) of the largest number among them.
 */
export function expectClose(found: Tensor, wanted: Tensor): void {
  expect(found.shape).toEqual(wanted.shape);
  expect(found.dtype).toBe(wanted.dtype);
  const share = wanted.dtype === "float32" ? 1e-6 : wanted.dtype === "float64" ? 1e-13 : 0;
  const sizes = Array.from(wanted.data, Math.abs).filter(Number.isFinite);
  const scale = Math.max(...sizes, Number.MIN_VALUE);
  wanted.data.forEach((value, i) => {
    const own = found.data[i]!;
    if (Object.is(own, value) || own === value) return;
    if (!(Math.abs(own - value) <= share * scale)) {
      expect.fail(`element ${i} of ${wanted.shape}: ${own}, ${value} is wanted (scale ${scale})`);
    }
  });
}
