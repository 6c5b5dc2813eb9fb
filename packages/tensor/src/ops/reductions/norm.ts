import { optionsOf, requireNumber } from "../../arguments.ts";
import { isFloating, type TypedArray } from "../../dtype.ts";
import { reduce, type Walk } from "../../reduce.ts";
import { normalizeDims, reducedShape, showShape } from "../../shape.ts";
import { record } from "../../tape.ts";
import { requireTensor, type Tensor } from "../../tensor.ts";
import { div, mul } from "../arithmetic.ts";
import type { ReduceOptions } from "../broadcast.ts";
import { eq } from "../comparisons.ts";
import { amax } from "../extremes.ts";
import { abs, sign } from "../functions.ts";
import { pow } from "../powers.ts";
import { reshape } from "../reshape.ts";
import { where } from "../select.ts";

export interface NormOptions extends ReduceOptions {
  /** A number from 1 up, or Infinity; 2, the Euclidean length, unless told. */
  p?: number;
}

/**
 * ‖x‖_p = (Σ |x|^p)^(1/p) over the given dimensions; for p = ∞ the largest |x|.
 *
 *   ∂/∂x = sign x · (|x| / ‖x‖)^(p − 1), 0 where the norm is 0
 *
 * The powers are taken of |x| / max |x|, so that neither large nor tiny elements leave the range of the dtype.
 */
export function norm(x: Tensor, options: NormOptions = {}): Tensor {
  const { p = 2, dim, keepdim = false } = optionsOf("norm", options);
  requireNumber("norm", "p", p);
  requireTensor("norm", x);
  if (!isFloating(x.dtype)) {
    throw new TypeError(`norm: dtype ${x.dtype}, float32 or float64 is needed; to("float32") converts`);
  }
  if (!(p >= 1)) throw new RangeError(`norm: p = ${p}, a number from 1 up or Infinity is needed`);
  const dims = normalizeDims("norm", dim, x.ndim);
  if (p === Infinity) {
    if (dims.some((d) => x.shape[d] === 0)) {
      throw new RangeError(
        `norm: p = Infinity over dims ${showShape(dims)} of ${showShape(x.shape)}, at least one element is needed`,
      );
    }
    return amax(abs(x), { dim: dims, keepdim });
  }
  const y = reduce("norm", x, { dims, keepdim, dtype: x.dtype }, (out, a, walk) => lengths(out, a, walk, p));
  const kept = reducedShape(x.shape, dims, true);
  const direction = (g: Tensor): Tensor => {
    const length = reshape(y, kept);
    const zero = eq(length, 0);
    const ratio = div(x, where(zero, 1, length));
    const slope = p === 1 ? sign(x) : p === 2 ? ratio : mul(sign(x), pow(abs(ratio), p - 1));
    return mul(reshape(g, kept), where(zero, 0, slope));
  };
  return record("norm", y, [[x, direction, x, y]]);
}

function lengths(out: TypedArray, a: TypedArray, { outer, n, inner }: Walk, p: number): void {
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const start = o * n * inner + i;
      const end = start + n * inner;
      let largest = 0;
      for (let at = start; at < end; at += inner) largest = Math.max(largest, Math.abs(a[at]!));
      let total = 0;
      for (let at = start; at < end; at += inner) {
        const share = Math.abs(a[at]!) / largest;
        total += p === 1 ? share : p === 2 ? share * share : share ** p;
      }
      // 0 and infinity are their own norms; so is NaN, which Math.max hands on.
      out[o * inner + i] = largest > 0 && largest < Infinity ? largest * total ** (1 / p) : largest;
    }
  }
}
