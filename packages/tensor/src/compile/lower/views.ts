import { sizeOf } from "../../shape.ts";
import type { GraphNode, Operand } from "../graph.ts";
import { placeOf } from "./assemble.ts";
import { broadcastView, isWhole, permuteView, reshapeView, sliceView, type View, wholeView } from "./view.ts";
import { viewNames } from "./vocabulary.ts";

/**
 * Finds what an operand really reads: through permutes, expands and slices down to a node that has an array.
 *
 * Where the strides of a view cannot say a reshape, or a reader needs elements in order, the view gets an array of its
 * own: it is `copied`.
 */
export class Views {
  readonly copied = new Set<GraphNode>();
  /** Arrays that are put together, by the number of their assembly. */
  readonly #assembled: ReadonlyMap<unknown, GraphNode>;

  constructor(nodes: readonly GraphNode[]) {
    const assembled = nodes.filter(({ name }) => name === "assembled");
    this.#assembled = new Map(assembled.map((node) => [node.attributes.assembly, node]));
  }

  /** Where the result of a node in a loop goes: into its own array, or into one that is put together. */
  target(node: GraphNode): View {
    if (node.name === "put") return placeOf(node, this.#assembled.get(node.attributes.assembly)!);
    if (node.name === "room") return wholeView(this.#assembled.get(node.attributes.assembly)!);
    return wholeView(node);
  }

  /** Whether the node's result lies in an array of its own. */
  hasArray(node: GraphNode): boolean {
    return !viewNames.has(node.name) || this.copied.has(node);
  }

  of({ node, shape }: Operand): View {
    if (this.hasArray(node)) return wholeView(node, shape);
    const view = reshapeView(this.source(node), shape);
    if (view) return view;
    this.copied.add(node);
    return wholeView(node, shape);
  }

  /** An operand as an array in order; a view is copied. */
  whole(operand: Operand): GraphNode {
    const view = this.of(operand);
    if (isWhole(view) && sizeOf(view.shape) === sizeOf(view.node.shape)) return view.node;
    this.copied.add(operand.node);
    return operand.node;
  }

  /** What a view node reads, in its own shape. */
  source(node: GraphNode): View {
    const from = this.of(node.inputs[0]!);
    if (node.name === "expand") return broadcastView(from, node.shape);
    if (node.name === "permute") return permuteView(from, node.attributes.order as number[]);
    return sliceView(from, node.shape, node.attributes as unknown as { offset: number; strides: number[] });
  }
}
