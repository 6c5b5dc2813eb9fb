import type { Capture } from "../compile/capture.ts";
import { type GraphNode, numelOf, type Operand, showNode } from "../compile/graph.ts";
import { decompositions } from "../compile/lower/decompositions.ts";
import { isConstant } from "../compile/lower/lower.ts";
import { elementOperations, structural } from "../compile/lower/vocabulary.ts";
import type { Storage } from "../tensor.ts";
import { shaderNames } from "./translate.ts";

/** Which part of a captured function the processor computes before each run, and what is left to the GPU. */
export interface Split {
  readonly isHost: (node: GraphNode) => boolean;
  /** What the processor computes to have these, each after what it reads; checks come first. */
  readonly hostOrder: (wanted: readonly GraphNode[]) => readonly GraphNode[];
  /** The rest, with nodes named "handed" in place of what comes from the processor. */
  readonly nodes: readonly GraphNode[];
  /** For each node that stands for what the processor hands over: that. */
  readonly uploads: ReadonlyMap<GraphNode, GraphNode>;
  /** What a node is on the GPU, if it is there. */
  readonly onGpu: (node: GraphNode) => GraphNode | undefined;
}

/**
 * The processor takes what depends on arguments, random draws and unchanging memory only, if it is a check, a draw, a single
 * number (an optimiser's step count and its powers, in float64), whole numbers and masks (indices), or an operation that has
 * no shader. All else is the GPU's.
 *
 * @param isAway whether memory has newer contents on the GPU; the processor does not touch it.
 */
export function splitWork(
  capture: Capture,
  roots: readonly GraphNode[],
  isAway: (storage: Storage) => boolean,
): Split {
  const host = hostNodes(capture, isAway);
  for (const node of capture.nodes) if (node.name === "inspect" && !host.has(node)) refuseCheck(node);
  const changed = changedNodes(capture);
  const isHost = (node: GraphNode) => host.has(node) || isKnown(node);
  const stays = (node: GraphNode) =>
    !host.has(node) || node.name === "argument" || (node.name === "captured" && !changed.has(node));
  const needed = reachable(
    roots.filter((root) => !isHost(root)),
    (node) => stays(node),
  );
  const uploads = new Map<GraphNode, GraphNode>();
  const onGpu = new Map<GraphNode, GraphNode>();
  const nodes: GraphNode[] = [];
  for (const node of capture.nodes) {
    if (!needed.has(node)) continue;
    const inputs = node.inputs.map(({ node, shape }): Operand => ({ node: onGpu.get(node)!, shape }));
    const own = stays(node)
      ? { ...node, inputs }
      : { ...node, name: "handed", inputs: [], attributes: {}, kernel: null };
    refuseDouble(own);
    onGpu.set(node, own);
    nodes.push(own);
    if (!stays(node)) uploads.set(own, node);
  }
  return {
    isHost,
    nodes,
    uploads,
    onGpu: (node) => onGpu.get(node),
    hostOrder: (wanted) => hostOrder(capture.nodes, wanted),
  };
}

/** Whether a node is the same at every call, so that both sides may have it. */
function isKnown(node: GraphNode): boolean {
  return isConstant(node) && node.name !== "inspect";
}

function changedNodes({ captured, changed }: Capture): Map<GraphNode, GraphNode> {
  return new Map([...changed].map(([storage, now]) => [captured.get(storage)!, now]));
}

/** What can and should be the processor's. Memory that the GPU changes is the GPU's, and with it what reads it. */
function hostNodes(capture: Capture, isAway: (storage: Storage) => boolean): Set<GraphNode> {
  const away = new Set<GraphNode>();
  for (const [storage, node] of capture.captured) if (isAway(storage)) away.add(node);
  const changed = changedNodes(capture);
  for (;;) {
    const host = new Set<GraphNode>();
    for (const node of capture.nodes) if (isForHost(node, host, away)) host.add(node);
    const before = away.size;
    for (const [node, now] of changed) if (!host.has(now) && !isKnown(now)) away.add(node);
    if (away.size === before) return host;
  }
}

function isForHost(node: GraphNode, host: ReadonlySet<GraphNode>, away: ReadonlySet<GraphNode>): boolean {
  // Gradients that are there at the start may lie on the GPU.
  if (node.name === "argument") return node.attributes.index !== undefined;
  if (node.attributes.random) return true;
  if (node.name === "captured") return !away.has(node);
  if (isKnown(node) || !node.inputs.every((input) => host.has(input.node) || isKnown(input.node)))
    return false;
  if (node.dtype === "float64" && numelOf(node) > 1) return false;
  if (node.name === "inspect" || node.dtype !== "float32" || numelOf(node) === 0) return true;
  if (node.inputs.some((input) => input.node.dtype === "float64" || numelOf(input.node) === 0)) return true;
  const single = numelOf(node) === 1 && node.inputs.every((input) => numelOf(input.node) === 1);
  return (single && node.inputs.some((input) => host.has(input.node))) || !hasShader(node.name);
}

function hasShader(name: string): boolean {
  return (
    name in decompositions || elementOperations.has(name) || structural.has(name) || shaderNames.has(name)
  );
}

/** The roots and what they need, up to where `goesOn` ends it. */
function reachable(roots: readonly GraphNode[], goesOn: (node: GraphNode) => boolean): Set<GraphNode> {
  const needed = new Set(roots);
  const stack = [...roots];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!goesOn(node)) continue;
    for (const input of node.inputs) {
      if (needed.has(input.node)) continue;
      needed.add(input.node);
      stack.push(input.node);
    }
  }
  return needed;
}

function hostOrder(nodes: readonly GraphNode[], wanted: readonly GraphNode[]): GraphNode[] {
  const everything = () => true;
  const checked = reachable(
    nodes.filter(({ name }) => name === "inspect"),
    everything,
  );
  const draws = nodes.filter(({ attributes }) => attributes.random);
  const rest = reachable([...wanted, ...draws], everything);
  // Draws keep their order among themselves, also those that a check needs.
  const first = nodes.filter((node) => checked.has(node));
  return [...first, ...nodes.filter((node) => rest.has(node) && !checked.has(node))];
}

function refuseCheck({ inputs }: GraphNode): never {
  const given = inputs.map(({ node }) => showNode(node)).join(", ");
  throw new TypeError(
    `compileWebGpu: a check of ${given}, which the GPU computes, but one of arguments, or of what is made of them without parameters, is needed, as checks run before the GPU starts; pass the indices as an argument`,
  );
}

function refuseDouble(node: GraphNode): void {
  if (node.dtype !== "float64") return;
  throw new TypeError(
    `compileWebGpu: ${showNode(node)}, float32 is needed, as WebGPU computes in no wider type; to("float32") converts, compile(fn) keeps float64`,
  );
}
