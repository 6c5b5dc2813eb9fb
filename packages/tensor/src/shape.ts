import { requireArray, requireNumber, requireNumbers, show } from "./arguments.ts";

/** Arithmetic on shapes. All tensors are row-major: the last dimension lies together in memory. */
export type Shape = readonly number[];

/** One dimension or several; negative ones count from the end. */
export type Dims = number | readonly number[];

/** Number of elements: the product of the sizes, 1 for the shape []. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (let d = 0; d < shape.length; d++) size *= shape[d]!;
  return size;
}

/** Row-major strides: how far apart in memory two neighbours along each dimension are. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let d = shape.length - 1; d >= 0; d--) {
    strides[d] = stride;
    stride *= shape[d]!;
  }
  return strides;
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a.length !== b.length) return false;
  for (let d = 0; d < a.length; d++) if (a[d] !== b[d]) return false;
  return true;
}

export function showShape(shape: Shape): string {
  return show(shape);
}

export function checkShape(where: string, shape: Shape): Shape {
  requireArray(where, "shape", shape);
  for (const n of shape) {
    if (!Number.isSafeInteger(n) || n < 0) {
      throw new RangeError(`${where}: shape ${showShape(shape)}, whole sizes from 0 are needed`);
    }
  }
  return shape;
}

/** −1 becomes the last dimension. */
export function normalizeDim(where: string, dim: number, ndim: number): number {
  requireNumber(where, "dim", dim);
  const limit = Math.max(ndim, 1);
  if (!Number.isInteger(dim) || dim < -limit || dim >= limit) {
    throw new RangeError(`${where}: dim ${dim} of a ${ndim}-D tensor, ${-limit} to ${limit - 1} is needed`);
  }
  return dim < 0 ? dim + limit : dim;
}

/** Sorted dimensions without repeats; none given means all of them. */
export function normalizeDims(where: string, dims: Dims | undefined, ndim: number): number[] {
  if (dims === undefined) return Array.from({ length: ndim }, (_, d) => d);
  requireNumbers(where, "dims", dims);
  if (ndim === 0) {
    for (const dim of typeof dims === "number" ? [dims] : dims) normalizeDim(where, dim, 0);
    return [];
  }
  const list = (typeof dims === "number" ? [dims] : dims).map((dim) => normalizeDim(where, dim, ndim));
  const sorted = [...list].sort((a, b) => a - b);
  const twice = sorted.find((dim, i) => dim === sorted[i + 1]);
  if (twice !== undefined) {
    throw new RangeError(`${where}: dims ${showShape(list)}, each at most once is needed`);
  }
  return sorted;
}

/** The shape after reducing sorted `dims`: dropped, or kept with size 1. */
export function reducedShape(shape: Shape, dims: readonly number[], keepdim: boolean): number[] {
  if (keepdim) return shape.map((n, d) => (dims.includes(d) ? 1 : n));
  return shape.filter((_, d) => !dims.includes(d));
}

/**
 * The shape that two or more shapes broadcast to: aligned at the last dimension, sizes must be equal or 1.
 * [3, 1] and [4] give [3, 4].
 */
export function broadcastShapes(where: string, ...shapes: Shape[]): Shape {
  if (typeof where !== "string") {
    throw new TypeError(`broadcastShapes: ${show(where)} as where, the name of the operation is needed`);
  }
  for (const shape of shapes) requireArray(where, "shape", shape);
  const [first] = shapes;
  if (shapes.every((shape) => sameShape(shape, first!))) return first!;
  const ndim = Math.max(...shapes.map((shape) => shape.length));
  const result = new Array<number>(ndim).fill(1);
  for (const shape of shapes) {
    shape.forEach((n, d) => {
      const at = d + ndim - shape.length;
      if (n === 1 || n === result[at]) return;
      if (result[at] !== 1) {
        const given = shapes.map(showShape).join(" and ");
        throw new RangeError(
          `${where}: shapes ${given} do not broadcast; from the last dimension on, sizes must be equal or 1`,
        );
      }
      result[at] = n;
    });
  }
  return result;
}
