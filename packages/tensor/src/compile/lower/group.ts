import { isFloating } from "../../dtype.ts";
import { sizeOf } from "../../shape.ts";
import type { Float } from "../../wasm/lanes.ts";
import { type GraphNode, numelOf } from "../graph.ts";
import type { Level } from "./loop-kernel.ts";
import { broadcastView, isRowMajor, refine, reshapeView, type View } from "./view.ts";
import type { Views } from "./views.ts";

/** Nodes that one loop kernel computes. */
export interface Group {
  readonly float: Float;
  /** Sizes that say the loop over all elements, refined as far as its reads need. */
  dims: readonly number[];
  /** How many elements a row has, once a reduction or a row's value has decided it. */
  inner: number | null;
  /** Rows that a sum of columns runs over, if there is one. */
  block: number | null;
  readonly members: Map<GraphNode, Level | "columns">;
}

/** What a node would be in a group, and the group's shape with it. */
export interface Fit {
  readonly level: Level | "columns";
  readonly dims: readonly number[];
  readonly inner: number | null;
  readonly block: number | null;
}

/** The float type of a fusible node's loop: that of its result, or of what it compares. */
export function floatOf(node: GraphNode): Float | null {
  const found = [node.dtype, ...node.inputs.map((input) => input.node.dtype)].find(isFloating);
  return (found as Float | undefined) ?? null;
}

/** The reads of a fusible node, in the shape of its loop; a reduction's loop is over what it reduces. */
export function readsIn(node: GraphNode, views: Views): View[] {
  if (node.name === "reduce" || node.name === "columns") return [views.of(node.inputs[0]!)];
  if (views.copied.has(node)) return [views.source(node)];
  // Of the room nothing is read; a put only comes after it.
  if (node.name === "put") return [views.of(node.inputs[0]!), ...roomOf(node)];
  return node.inputs.map((input) => broadcastView(views.of(input), node.shape));
}

function roomOf({ inputs: [, room], shape }: GraphNode): View[] {
  return room ? [{ node: room.node, shape, strides: shape.map(() => 0), offset: 0 }] : [];
}

/** What a node's loop touches outside: its reads, and the place of its result if that is inside another array. */
export function touchesOf(node: GraphNode, views: Views): View[] {
  const reads = readsIn(node, views);
  return node.name === "put" ? [...reads, views.target(node)] : reads;
}

/** Number of elements in a node's loop. */
export function loopSize(node: GraphNode): number {
  return node.name === "reduce" || node.name === "columns" ? sizeOf(node.inputs[0]!.shape) : numelOf(node);
}

/** Whether `node` can be computed in the group's loop, and as what. */
export function fit(group: Group, node: GraphNode, views: Views): Fit | null {
  const float = floatOf(node);
  if (float !== null && float !== group.float) return null;
  const total = sizeOf(group.dims);
  const reads = readsIn(node, views);
  if (loopSize(node) === total) {
    const asElement = fitElement(group, node, views);
    if (asElement) return asElement;
  }
  return fitRow(group, node, reads);
}

function fitElement(group: Group, node: GraphNode, views: Views): Fit | null {
  const own = ownInner(node);
  if (own !== null && group.inner !== null && own !== group.inner) return null;
  const inner = own ?? group.inner;
  const block = node.name === "columns" ? Number(node.attributes.n) : null;
  if (block !== null && group.block !== null && block !== group.block) return null;
  let dims: readonly number[] | null = group.dims;
  if (inner !== null) dims = refine(dims, [sizeOf(dims) / inner, inner]);
  for (const read of touchesOf(node, views)) {
    dims = dims && refine(dims, read.shape);
    if (!dims || !suits(group, read, inner)) return null;
  }
  const level = node.name === "reduce" ? "row" : node.name === "columns" ? "columns" : "element";
  return { level, dims: dims!, inner, block: block ?? group.block };
}

/** How long a row must be for the node, if it says so. */
export function ownInner(node: GraphNode): number | null {
  if (node.name === "reduce") return Number(node.attributes.n);
  if (node.name === "columns") return node.inputs[0]!.shape.at(-1)!;
  return node.name === "isIndex" ? node.shape.at(-1)! : null;
}

/** Whether a read of the loop's shape can be had inside it. */
function suits(group: Group, read: View, inner: number | null): boolean {
  const total = sizeOf(read.shape);
  const level = group.members.get(read.node);
  if (level === "columns") return false;
  if (level === "element")
    return total === numelOf(read.node) && read.offset === 0 && isRowMajor(read.shape, read.strides);
  if (inner === null) return level === undefined;
  const rows = reshapeView(read, [total / inner, inner]);
  if (level === "row") {
    return (
      rows !== null &&
      rows.offset === 0 &&
      rows.strides[1] === 0 &&
      (total === inner || rows.strides[0] === 1)
    );
  }
  return hasSimpleRows(read, inner);
}

/** Whether each row of `inner` elements lies in even steps. */
export function hasSimpleRows(read: View, inner: number): boolean {
  const dims = refine(read.shape, [sizeOf(read.shape) / inner, inner]);
  const split = dims && reshapeView(read, dims);
  if (!split) return false;
  let [size, d] = [1, dims.length];
  while (size < inner) size *= dims[--d]!;
  return reshapeView({ ...split, shape: dims.slice(d), strides: split.strides.slice(d) }, [inner]) !== null;
}

/** A node with one element for each row, made from what the rows gave. */
function fitRow(group: Group, node: GraphNode, reads: readonly View[]): Fit | null {
  const { inner, dims } = group;
  if (inner === null || ownInner(node) !== null) return null;
  const rows = sizeOf(dims) / inner;
  if (numelOf(node) !== rows) return null;
  if (!reads.some((read) => group.members.get(read.node) === "row")) return null;
  let outer: readonly number[] | null = refine(dims, [rows, inner]);
  for (const read of reads) {
    const level = group.members.get(read.node);
    if (level === "element" || level === "columns") return null;
    const plain = read.offset === 0 && numelOf(read.node) === rows && isRowMajor(read.shape, read.strides);
    if (level === "row" && !plain) return null;
    outer = outer && refine(outer, [...read.shape, inner]);
  }
  return outer && { level: "row", dims: outer, inner, block: group.block };
}
