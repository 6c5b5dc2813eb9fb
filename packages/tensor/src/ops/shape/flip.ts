import { requireNumbers } from "../../arguments.ts";
import type { TypedArray } from "../../dtype.ts";
import { type Dims, normalizeDim, normalizeDims, showShape, sizeOf } from "../../shape.ts";
import { compute, record } from "../../tape.ts";
import { requireTensor, type Tensor } from "../../tensor.ts";
import { reshape } from "../reshape.ts";

/** The elements in reverse order along the given dimensions. The gradient is flipped back. */
export function flip(x: Tensor, dims: Dims): Tensor {
  requireTensor("flip", x);
  requireNumbers("flip", "dims", dims);
  const list = normalizeDims("flip", dims, x.ndim);
  const y = compute("flip", [x], x, (out, a) => {
    let from = a;
    list.forEach((d, i) => {
      // One pass a dimension; all but the last go into memory of their own.
      const target = i === list.length - 1 ? out : out.slice();
      move(target, from, x.shape, d, (r, n) => n - 1 - r);
      from = target;
    });
    if (list.length === 0) out.set(a);
  });
  return record("flip", y, [[x, (g) => flip(g, list)]]);
}

/**
 * Moves the elements on by `shifts` along `dims`; what falls off the end comes in at the start. Without `dims` the
 * tensor is rolled as if it were flat.
 */
export function roll(x: Tensor, shifts: Dims, dims?: Dims): Tensor {
  requireTensor("roll", x);
  requireNumbers("roll", "shifts", shifts);
  if (dims !== undefined) requireNumbers("roll", "dims", dims);
  const by = typeof shifts === "number" ? [shifts] : shifts;
  const along = dims === undefined ? undefined : typeof dims === "number" ? [dims] : dims;
  if (by.some((shift) => !Number.isSafeInteger(shift))) {
    throw new RangeError(`roll: shifts ${showShape(by)}, whole numbers are needed`);
  }
  if (by.length !== (along?.length ?? 1)) {
    throw new RangeError(
      `roll: shifts ${showShape(by)} for dims ${along ? showShape(along) : "none"}, as many shifts as dims are needed, or one shift and no dims`,
    );
  }
  if (!along) return reshape(rollOne(reshape(x, [x.numel()]), by[0]!, 0), x.shape);
  return along.reduce((rolled, dim, i) => rollOne(rolled, by[i]!, normalizeDim("roll", dim, x.ndim)), x);
}

function rollOne(x: Tensor, shift: number, d: number): Tensor {
  const y = compute("roll", [x], x, (out, a) =>
    move(out, a, x.shape, d, (r, n) => (((r - shift) % n) + n) % n),
  );
  return record("roll", y, [[x, (g) => rollOne(g, -shift, d)]]);
}

/** Fills place r along dimension d of `out` from place `source(r, n)` of `a`. */
function move(
  out: TypedArray,
  a: TypedArray,
  shape: readonly number[],
  d: number,
  source: (r: number, n: number) => number,
): void {
  const n = shape[d] ?? 1;
  const inner = sizeOf(shape.slice(d + 1));
  for (let line = 0; line < out.length; line += n * inner) {
    for (let r = 0; r < n; r++) {
      const from = line + source(r, n) * inner;
      out.set(a.subarray(from, from + inner), line + r * inner);
    }
  }
}
