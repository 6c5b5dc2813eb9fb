import { type Shape, sameShape, sizeOf, stridesOf } from "../../shape.ts";
import { type GraphNode, type Operand, operand } from "../graph.ts";
import type { Rewriter } from "./rewrite.ts";
import type { View } from "./view.ts";

/** Where a part goes: along each dimension of the whole, from `start` in steps of `step`. */
export interface Region {
  readonly start: readonly number[];
  readonly step: readonly number[];
  readonly size: Shape;
}

interface Part extends Region {
  readonly input: Operand;
}

/**
 * An array put together from parts that do not overlap, `fill` elsewhere: what padding, joining and the gradients of slices are.
 *
 * Three kinds of nodes make it: a `room` that fills the array, if the parts leave something; a `put` for each part, which is an
 * element-wise operation whose result lies inside the array, so it fuses with what makes the part; and the `assembled` array.
 */
export function assemble(
  r: Rewriter,
  parts: readonly Part[],
  { shape, dtype }: Pick<GraphNode, "shape" | "dtype">,
  fill: number,
): Operand {
  const assembly = r.number();
  const covered = parts.reduce((sum, { size }) => sum + sizeOf(size), 0) === sizeOf(shape);
  const room = covered
    ? []
    : [operand(r.add({ name: "room", shape, dtype, attributes: { assembly, fill } }))];
  const strides = stridesOf(shape);
  const puts = parts.map(({ input, start, step, size }) => {
    const offset = start.reduce((at, first, d) => at + first * strides[d]!, 0);
    const attributes = { assembly, offset, strides: step.map((n, d) => n * strides[d]!) };
    return operand(
      r.add({ name: "put", inputs: [{ ...input, shape: size }, ...room], shape: size, dtype, attributes }),
    );
  });
  const attributes = { assembly, fill, parts };
  return operand(r.add({ name: "assembled", inputs: [...puts, ...room], shape, dtype, attributes }));
}

/** Which part of an array of `shape` is meant by an offset and strides, counted in elements. */
export function regionOf(
  shape: Shape,
  size: Shape,
  { offset, strides }: { readonly offset: number; readonly strides: readonly number[] },
): Region {
  const own = stridesOf(shape);
  let rest = offset;
  const start = own.map((stride, d) => {
    if (shape[d]! <= 1) return 0;
    const index = Math.floor(rest / stride);
    rest -= index * stride;
    return index;
  });
  return { start, step: own.map((stride, d) => (shape[d]! <= 1 ? 1 : strides[d]! / stride)), size };
}

/** The sum of two arrays of zeros with parts in different places is one array with the parts of both. */
export function addAssembled(r: Rewriter, node: GraphNode): Operand | undefined {
  const [a, b] = node.inputs as [Operand, Operand];
  const fits = ({ node: { name, attributes, shape }, shape: read }: Operand) =>
    name === "assembled" && attributes.fill === 0 && sameShape(shape, node.shape) && sameShape(read, shape);
  if (!fits(a) || !fits(b)) return undefined;
  const [left, right] = [partsOf(a.node), partsOf(b.node)];
  const apart = left.every((part) => right.every((other) => areApart(part, other)));
  return apart ? assemble(r, [...left, ...right], node, 0) : undefined;
}

function partsOf({ attributes }: GraphNode): readonly Part[] {
  return attributes.parts as readonly Part[];
}

/** Whether two regions have no element in common: along some dimension they cannot meet. */
function areApart(a: Region, b: Region): boolean {
  return a.start.some((start, d) => {
    const other = b.start[d]!;
    const [last, otherLast] = [start + a.step[d]! * (a.size[d]! - 1), other + b.step[d]! * (b.size[d]! - 1)];
    if (last < other || otherLast < start) return true;
    return a.step[d] === b.step[d] && (start - other) % a.step[d]! !== 0;
  });
}

/** Where a `put` writes, in its own shape, inside the assembled array. */
export function placeOf(put: GraphNode, assembled: GraphNode): View {
  const { offset, strides } = put.attributes as unknown as { offset: number; strides: number[] };
  return { node: assembled, shape: put.shape, strides, offset };
}
