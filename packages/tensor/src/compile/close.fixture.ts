import type { Tensor } from "../tensor.ts";

/**
 * Says where two results differ; null if nowhere.
 *
 * Compiled sums run in another order, products in the dtype instead of float64, and exp and kin are polynomials with an error of
 * about one unit: so numbers may differ by 1e-6 (float32) or 1e-13 (float64) of the largest of the tensor, or by `slack` if
 * that is more; by nothing if it is negative.
 */
export function difference(found: Tensor, wanted: Tensor, slack = 0): string | null {
  const form = ({ dtype, shape }: Tensor) => `${dtype} [${shape}]`;
  if (form(found) !== form(wanted)) return `${form(found)}, ${form(wanted)} is wanted`;
  const share = wanted.dtype === "float32" ? 1e-6 : wanted.dtype === "float64" ? 1e-13 : 0;
  const allowed = slack < 0 ? 0 : Math.max(share * scaleOf(wanted), slack);
  for (let i = 0; i < wanted.data.length; i++) {
    const [own, value] = [found.data[i]!, wanted.data[i]!];
    if (Object.is(own, value) || Math.abs(own - value) <= allowed) continue;
    // −0 and 0 count as equal, and so do infinities.
    if (own === value) continue;
    return `element ${i} of ${form(wanted)} is ${own}, ${value} ± ${allowed} is wanted`;
  }
  return null;
}

/** The largest finite size. */
export function scaleOf({ data }: Tensor): number {
  let most = 0;
  for (const value of data) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  return most;
}
