import type { DType } from "../dtype.ts";
import { type Shape, showShape, sizeOf } from "../shape.ts";
import type { Attributes, Kernel } from "../tape.ts";

/** One operation of a captured function. Its result is a row-major array; reshaping that costs nothing and is no node. */
export interface GraphNode {
  /** Grows in the order of computation: a node comes after its inputs. */
  readonly id: number;
  readonly name: string;
  readonly inputs: readonly Operand[];
  readonly shape: Shape;
  readonly dtype: DType;
  readonly attributes: Attributes;
  /** How eager mode computes it; null for what is only read: arguments and captured tensors. */
  readonly kernel: Kernel | null;
}

/** A node's result, read in a shape of as many elements. */
export interface Operand {
  readonly node: GraphNode;
  readonly shape: Shape;
}

/** What makes a node, but for its id. */
export type NodeSpec = Omit<GraphNode, "id">;

/** Nodes in the making: equal ones are made once where their name and attributes say all about them. */
export class GraphBuilder {
  readonly nodes: GraphNode[] = [];
  readonly #known = new Map<string, GraphNode>();

  add(spec: NodeSpec, { shared = false }: { shared?: boolean } = {}): GraphNode {
    const key = shared ? keyOf(spec) : "";
    const known = shared ? this.#known.get(key) : undefined;
    if (known) return known;
    const node = { ...spec, id: this.nodes.length };
    this.nodes.push(node);
    if (shared) this.#known.set(key, node);
    return node;
  }
}

function keyOf({ name, inputs, shape, dtype, attributes }: NodeSpec): string {
  const read = inputs.map(({ node, shape }) => `${node.id}:${shape.join()}`);
  return `${name}|${read.join(";")}|${shape.join()}|${dtype}|${Object.entries(attributes).map(showAttribute).join()}`;
}

function showAttribute([name, value]: [string, unknown]): string {
  // JSON knows neither −0 nor infinities nor NaN.
  const plain =
    typeof value === "number" ? (Object.is(value, -0) ? "-0" : String(value)) : JSON.stringify(value);
  return `${name}=${plain}`;
}

export function operand(node: GraphNode, shape: Shape = node.shape): Operand {
  return { node, shape };
}

export function numelOf({ shape }: { readonly shape: Shape }): number {
  return sizeOf(shape);
}

/** "mul float32 [2, 3]", for explanations and errors. */
export function showNode({ name, dtype, shape }: GraphNode): string {
  return `${name} ${dtype} ${showShape(shape)}`;
}
