import { type Shape, sizeOf, stridesOf } from "../../shape.ts";
import type { GraphNode } from "../graph.ts";

/**
 * How elements of a node's result are read: element index i of `shape` is element offset + Σ i_d · strides_d of the result.
 * A stride of 0 repeats. Permuting, expanding, slicing and most reshapes only change this, and move nothing.
 */
export interface View {
  readonly node: GraphNode;
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly offset: number;
}

/** All of a node's result, in order. */
export function wholeView(node: GraphNode, shape: Shape = node.shape): View {
  return { node, shape, strides: stridesOf(shape), offset: 0 };
}

/** Whether the view is the result itself, element for element. */
export function isWhole({ node, shape, strides, offset }: View): boolean {
  return offset === 0 && sizeOf(shape) === sizeOf(node.shape) && isRowMajor(shape, strides);
}

export function isRowMajor(shape: Shape, strides: readonly number[]): boolean {
  const expected = stridesOf(shape);
  return shape.every((n, d) => n === 1 || strides[d] === expected[d]);
}

export function permuteView(view: View, order: readonly number[]): View {
  return { ...view, shape: order.map((d) => view.shape[d]!), strides: order.map((d) => view.strides[d]!) };
}

/** Repeats dimensions of size 1, and adds leading ones. */
export function broadcastView(view: View, shape: Shape): View {
  const lead = shape.length - view.shape.length;
  const strides = shape.map((n, d) =>
    d < lead || (view.shape[d - lead] === 1 && n !== 1) ? 0 : view.strides[d - lead]!,
  );
  return { ...view, shape, strides };
}

/** The part whose elements lie `strides` apart from `offset` on, counted in elements of the viewed shape in row-major order. */
export function sliceView(
  view: View,
  shape: Shape,
  { offset, strides }: { readonly offset: number; readonly strides: readonly number[] },
): View {
  const own = stridesOf(view.shape);
  // The strides of a slice are multiples of the whole's, dimension by dimension.
  const step = strides.map((stride, d) => (own[d] === 0 ? 1 : stride / own[d]!));
  let rest = offset;
  let start = view.offset;
  for (let d = 0; d < own.length; d++) {
    if (view.shape[d]! <= 1) continue;
    const index = Math.floor(rest / own[d]!);
    rest -= index * own[d]!;
    start += index * view.strides[d]!;
  }
  return { ...view, shape, strides: view.strides.map((stride, d) => stride * step[d]!), offset: start };
}

/** The same elements in another shape, or null where no strides can say it. */
export function reshapeView(view: View, shape: Shape): View | null {
  if (sizeOf(shape) === 0) return { ...view, shape, strides: stridesOf(shape) };
  const dims = merged(view);
  const strides = new Array<number>(shape.length).fill(0);
  let d = shape.length - 1;
  for (let m = dims.length - 1; m >= 0; m--) {
    let { size, stride } = dims[m]!;
    while (size > 1) {
      while (d >= 0 && shape[d] === 1) d--;
      const n = shape[d] ?? 0;
      if (n === 0 || size % n !== 0) return null;
      strides[d] = stride;
      stride *= n;
      size /= n;
      d--;
    }
  }
  return { ...view, shape, strides };
}

/** Neighbouring dimensions joined where one step of the outer is all of the inner; those of size 1 are left out. */
function merged({ shape, strides }: View): { size: number; stride: number }[] {
  const dims: { size: number; stride: number }[] = [];
  shape.forEach((size, d) => {
    if (size === 1) return;
    const last = dims.at(-1);
    if (last && last.stride === strides[d]! * size) {
      last.size *= size;
      last.stride = strides[d]!;
    } else dims.push({ size, stride: strides[d]! });
  });
  return dims;
}

/** Sizes whose runs make up both a and b, from the last dimension on: [6, 4] and [2, 12] give [2, 3, 4]; null where none do. */
export function refine(a: Shape, b: Shape): number[] | null {
  const ends = [...new Set([...suffixSizes(a), ...suffixSizes(b)])].sort((x, y) => x - y);
  const sizes: number[] = [];
  let before = 1;
  for (const end of ends) {
    if (end % before !== 0) return null;
    if (end !== before) sizes.unshift(end / before);
    before = end;
  }
  return sizes;
}

/** The products of the last size, the last two, and so on. */
function suffixSizes(shape: Shape): number[] {
  let size = 1;
  return [...shape].reverse().map((n) => {
    size *= n;
    return size;
  });
}
