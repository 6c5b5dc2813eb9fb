import { type DType, isFloating } from "../../dtype.ts";
import { type Shape, sizeOf } from "../../shape.ts";
import { GraphBuilder, type GraphNode, type NodeSpec, numelOf, type Operand, operand } from "../graph.ts";
import { decompositions } from "./decompositions.ts";
import { elementOperations, structural, viewNames } from "./vocabulary.ts";

/** What rules build with: operands in, operands out. */
export class Rewriter {
  readonly #builder = new GraphBuilder();
  #numbers = 0;

  get nodes(): readonly GraphNode[] {
    return this.#builder.nodes;
  }

  /** A number that was not given before. */
  number(): number {
    return this.#numbers++;
  }

  literal(value: number, dtype: DType): Operand {
    return operand(this.add({ name: "literal", shape: [], dtype, attributes: { value } }));
  }

  /** An element-wise operation on operands that broadcast to `shape`. */
  element(
    name: string,
    inputs: readonly Operand[],
    { shape, dtype }: { shape: Shape; dtype: DType },
  ): Operand {
    return operand(this.add({ name, inputs, shape, dtype }));
  }

  add(spec: Pick<NodeSpec, "name" | "shape" | "dtype"> & Partial<NodeSpec>): GraphNode {
    const whole = { inputs: [], attributes: {}, kernel: null, ...spec };
    // The parts of an assembly are no other's.
    const alone = whole.attributes.assembly !== undefined;
    const shared = !alone && (structural.has(spec.name) || elementOperations.has(spec.name));
    return this.#builder.add(whole, { shared });
  }
}

/**
 * The same computation in the few operations that the compiler knows: softmax becomes its maximum, exponentials, sum and
 * quotient. What nothing needs is left out, what is computed twice is computed once, and what no rule fits stays as it is,
 * to be carried out by its eager loop.
 *
 * @returns the new operand for each node that is kept.
 */
export function rewrite(
  nodes: readonly GraphNode[],
  roots: readonly GraphNode[],
): { nodes: readonly GraphNode[]; of: ReadonlyMap<GraphNode, Operand> } {
  const needed = reachable(nodes, roots);
  const rewriter = new Rewriter();
  const of = new Map<GraphNode, Operand>();
  for (const node of nodes) {
    if (!needed.has(node)) continue;
    const inputs = node.inputs.map((input) => ({ ...of.get(input.node)!, shape: input.shape }));
    of.set(node, translate(rewriter, { ...node, inputs }));
  }
  const results = roots.map((root) => of.get(root)!.node);
  const left = reachable(rewriter.nodes, results);
  return { nodes: rewriter.nodes.filter((node) => left.has(node)), of };
}

function translate(rewriter: Rewriter, node: GraphNode): Operand {
  const folded = fold(rewriter, node);
  if (folded) return folded;
  const empty = numelOf(node) === 0 || node.inputs.some(numelOf0);
  const rule = empty ? undefined : decompositions[node.name];
  const result = rule?.(rewriter, node);
  if (result) return { node: result.node, shape: node.shape };
  const { id: _, ...spec } = node;
  return operand(rewriter.add({ ...spec, name: keepsName(node, empty) ? node.name : `host:${node.name}` }));
}

function numelOf0(input: Operand): boolean {
  return sizeOf(input.shape) === 0;
}

/** Operations of plain numbers only are carried out now. */
function fold(rewriter: Rewriter, node: GraphNode): Operand | undefined {
  const { inputs, kernel, shape, dtype, attributes } = node;
  if (node.name === "literal") return rewriter.literal(Number(attributes.value), dtype);
  if (!kernel || attributes.random || sizeOf(shape) !== 1 || inputs.length === 0) return undefined;
  if (!inputs.every((input) => input.node.name === "literal")) return undefined;
  const out = dtype === "float32" ? new Float32Array(1) : new Float64Array(1);
  kernel(out, ...inputs.map((input) => Float64Array.of(Number(input.node.attributes.value))));
  return { node: rewriter.literal(out[0]!, dtype).node, shape };
}

/** Whether the compiler has code of its own for the node. */
function keepsName({ name, inputs, dtype, kernel }: GraphNode, empty: boolean): boolean {
  if (!kernel || name === "inspect") return true;
  if (empty) return false;
  if (structural.has(name)) return viewNames.has(name) || isFloating(dtype);
  const operation = elementOperations.get(name);
  return (
    operation?.fits(
      inputs.map(({ node }) => node.dtype),
      dtype,
    ) ?? false
  );
}

function reachable(nodes: readonly GraphNode[], roots: readonly GraphNode[]): Set<GraphNode> {
  const needed = new Set(roots);
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i]!;
    if (node.name === "inspect" || node.attributes.random) needed.add(node);
    if (!needed.has(node)) continue;
    for (const input of node.inputs) needed.add(input.node);
  }
  return needed;
}
