import { requireArray, show } from "../arguments.ts";
import { checkShape, normalizeDim, type Shape, sameShape, showShape, sizeOf } from "../shape.ts";
import { record, view } from "../tape.ts";
import { requireTensor, type Tensor } from "../tensor.ts";

/** The same elements in another shape; one size may be −1 and is worked out. Shares memory with x. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  requireTensor("reshape", x);
  const target = resolve(shape, x);
  if (sameShape(target, x.shape)) return x;
  return record("reshape", view(x, target), [[x, (g) => reshape(g, x.shape)]]);
}

/** Joins the dimensions from `start` to `end` into one. */
export function flatten(x: Tensor, start = 0, end = -1): Tensor {
  requireTensor("flatten", x);
  const first = normalizeDim("flatten", start, x.ndim);
  const last = normalizeDim("flatten", end, x.ndim);
  if (first > last)
    throw new RangeError(
      `flatten: dims ${show(start)} to ${show(end)}, the first must not lie after the last`,
    );
  const joined = sizeOf(x.shape.slice(first, last + 1));
  return reshape(x, [...x.shape.slice(0, first), joined, ...x.shape.slice(last + 1)]);
}

/** Drops dimensions of size 1: all of them, or `dim` if it has size 1. */
export function squeeze(x: Tensor, dim?: number): Tensor {
  requireTensor("squeeze", x);
  const only = dim === undefined ? undefined : normalizeDim("squeeze", dim, x.ndim);
  return reshape(
    x,
    x.shape.filter((n, d) => n !== 1 || (only !== undefined && d !== only)),
  );
}

/** Inserts a dimension of size 1 at `dim`; −1 puts it last. */
export function unsqueeze(x: Tensor, dim: number): Tensor {
  requireTensor("unsqueeze", x);
  const at = normalizeDim("unsqueeze", dim, x.ndim + 1);
  return reshape(x, [...x.shape.slice(0, at), 1, ...x.shape.slice(at)]);
}

function resolve(shape: Shape, x: Tensor): Shape {
  requireArray("reshape", "shape", shape);
  const size = x.numel();
  const given = `reshape: ${showShape(x.shape)} to ${showShape(shape)}`;
  const unknown = shape.indexOf(-1);
  if (unknown < 0) {
    if (sizeOf(checkShape("reshape", shape)) !== size) {
      throw new RangeError(`${given}, ${size} elements are needed`);
    }
    return shape;
  }
  const others = shape.filter((_, d) => d !== unknown);
  const rest = sizeOf(checkShape("reshape", others));
  if (rest === 0 || size % rest !== 0) {
    throw new RangeError(`${given}, known sizes whose product divides ${size} are needed to work out −1`);
  }
  return shape.map((n, d) => (d === unknown ? size / rest : n));
}
