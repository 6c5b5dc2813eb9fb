import { optionsOf } from "../arguments.ts";
import type { TypedArray } from "../dtype.ts";
import { reduce, type Walk } from "../reduce.ts";
import { normalizeDims, reducedShape, showShape } from "../shape.ts";
import { record } from "../tape.ts";
import { requireTensor, type Tensor } from "../tensor.ts";
import { div, mul } from "./arithmetic.ts";
import { expand, type ReduceOptions, sum } from "./broadcast.ts";
import { to } from "./cast.ts";
import { eq, logicalOr, ne } from "./comparisons.ts";
import { gather } from "./indexing.ts";
import { reshape, squeeze } from "./reshape.ts";

/** One dimension to look along. */
export interface AlongOptions {
  dim: number;
  keepdim?: boolean;
}

export interface Extreme {
  values: Tensor;
  /** Where along the dimension each value was found, int32; the first of equals. */
  indices: Tensor;
}

/** The largest element; or, with `dim`, the largest along it and where it lies. NaN counts as largest. */
export function max(x: Tensor): Tensor;
export function max(x: Tensor, options: AlongOptions): Extreme;
export function max(x: Tensor, options?: AlongOptions): Tensor | Extreme {
  return options !== undefined
    ? along(x, argmax(x, { ...optionsOf("max", options), keepdim: true }), options)
    : amax(x);
}

/** The smallest element; or, with `dim`, the smallest along it and where it lies. NaN counts as smallest. */
export function min(x: Tensor): Tensor;
export function min(x: Tensor, options: AlongOptions): Extreme;
export function min(x: Tensor, options?: AlongOptions): Tensor | Extreme {
  return options !== undefined
    ? along(x, argmin(x, { ...optionsOf("min", options), keepdim: true }), options)
    : amin(x);
}

/** The largest over any dimensions. Equal largest elements share the gradient evenly. */
export function amax(x: Tensor, options: ReduceOptions = {}): Tensor {
  return extreme("amax", x, options, 1);
}

/** The smallest over any dimensions. Equal smallest elements share the gradient evenly. */
export function amin(x: Tensor, options: ReduceOptions = {}): Tensor {
  return extreme("amin", x, options, -1);
}

/** Where the largest element lies along `dim`, or in the flattened tensor; int32, the first of equals. */
export function argmax(x: Tensor, options: Partial<AlongOptions> = {}): Tensor {
  return argument("argmax", x, options, 1);
}

/** Where the smallest element lies along `dim`, or in the flattened tensor; int32, the first of equals. */
export function argmin(x: Tensor, options: Partial<AlongOptions> = {}): Tensor {
  return argument("argmin", x, options, -1);
}

// The gradient goes to the one element that was found, as gather's does.
function along(x: Tensor, found: Tensor, { dim, keepdim = false }: AlongOptions): Extreme {
  const values = x.ndim === 0 ? x : gather(x, dim, found);
  if (keepdim || x.ndim === 0) return { values, indices: found };
  return { values: squeeze(values, dim), indices: squeeze(found, dim) };
}

function extreme(name: string, x: Tensor, options: ReduceOptions, sign: number): Tensor {
  const { dim, keepdim = false } = optionsOf(name, options);
  requireTensor(name, x);
  const dims = normalizeDims(name, dim, x.ndim);
  refuseEmpty(name, x, dims);
  const y = reduce(name, x, { dims, keepdim, dtype: x.dtype }, (out, a, walk) => {
    find(a, walk, sign, (result, at) => {
      out[result] = a[at]!;
    });
  });
  const kept = reducedShape(x.shape, dims, true);
  const shared = (g: Tensor): Tensor => {
    const hit = to(logicalOr(eq(x, reshape(y, kept)), ne(x, x)), x.dtype);
    return mul(expand(reshape(g, kept), x.shape), div(hit, sum(hit, { dim: dims, keepdim: true })));
  };
  return record(name, y, [[x, shared, x, y]]);
}

function argument(name: string, x: Tensor, options: Partial<AlongOptions>, sign: number): Tensor {
  const { dim, keepdim = false } = optionsOf(name, options);
  requireTensor(name, x);
  const dims = normalizeDims(name, dim, x.ndim);
  refuseEmpty(name, x, dims);
  return reduce(name, x, { dims, keepdim, dtype: "int32" }, (out, a, walk) => {
    find(a, walk, sign, (result, _, r) => {
      out[result] = r;
    });
  });
}

/** Calls `found` with each result's number, the place of its extreme in `a`, and how far along that is. */
function find(
  a: TypedArray,
  { outer, n, inner }: Walk,
  sign: number,
  found: (result: number, at: number, r: number) => void,
): void {
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const start = o * n * inner + i;
      let [best, value] = [0, sign * a[start]!];
      for (let r = 1; r < n; r++) {
        const candidate = sign * a[start + r * inner]!;
        if (!(candidate > value || (Number.isNaN(candidate) && !Number.isNaN(value)))) continue;
        [best, value] = [r, candidate];
      }
      found(o * inner + i, start + best * inner, best);
    }
  }
}

function refuseEmpty(where: string, x: Tensor, dims: readonly number[]): void {
  if (dims.some((d) => x.shape[d] === 0)) {
    throw new RangeError(
      `${where}: dims ${showShape(dims)} of ${showShape(x.shape)}, at least one element is needed`,
    );
  }
}
