import { optionsOf } from "../../arguments.ts";
import { sameShape, showShape } from "../../shape.ts";
import { compute, inspect } from "../../tape.ts";
import { requireTensor, type Tensor } from "../../tensor.ts";
import { type Operand, promote } from "../cast.ts";

/**
 * Where each value would go into an ascending sequence to keep it ascending, int32: before its equals, or with `right`
 * after them. `sorted` is one sequence, or one for each row of `values`, whose other sizes it then shares.
 */
export function searchsorted(sorted: Tensor, values: Operand, options: { right?: boolean } = {}): Tensor {
  const { right = false } = optionsOf("searchsorted", options);
  requireTensor("searchsorted", sorted);
  const [s, v] = promote("searchsorted", sorted, values);
  if (
    s.ndim === 0 ||
    (s.ndim > 1 && !(v.ndim > 0 && sameShape(s.shape.slice(0, -1), v.shape.slice(0, -1))))
  ) {
    throw new RangeError(
      `searchsorted: sorted ${showShape(s.shape)}, values ${showShape(v.shape)}; one sequence, or one for each row of values, is needed`,
    );
  }
  const n = s.shape.at(-1)!;
  const perRow = s.ndim === 1 ? v.numel() : v.shape.at(-1)!;
  requireAscending(s, n);
  return compute("searchsorted", [s, v], { shape: v.shape, dtype: "int32" }, (out, a, b) => {
    for (let i = 0; i < out.length; i++) {
      const row = s.ndim === 1 ? 0 : Math.floor(i / perRow) * n;
      out[i] = bisect((at) => (right ? !(a[row + at]! > b[i]!) : !(a[row + at]! >= b[i]!)), n);
    }
  });
}

/** The first of 0 to n − 1 where `before` no longer holds, n if it always does. */
function bisect(before: (at: number) => boolean, n: number): number {
  let [low, high] = [0, n];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function requireAscending(sorted: Tensor, n: number): void {
  inspect([sorted], (data) => {
    for (let i = 1; i < data.length; i++) {
      if (i % n === 0 || data[i - 1]! <= data[i]!) continue;
      throw new RangeError(
        `searchsorted: ${data[i - 1]} before ${data[i]} at element ${i}, an ascending sequence without NaN is needed; sort gives one`,
      );
    }
  });
}
