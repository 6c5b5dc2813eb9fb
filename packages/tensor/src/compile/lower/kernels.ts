import type { Float } from "../../wasm/lanes.ts";
import type { GraphNode } from "../graph.ts";
import type { LoopKernel } from "./loop-kernel.ts";
import type { View } from "./view.ts";

/** C = A · B for a batch; C is whole and row-major. */
export interface ProductKernel {
  readonly kind: "product";
  readonly float: Float;
  readonly target: GraphNode;
  /** [...batch, M, K] and [...batch, K, N], in any strides. */
  readonly left: View;
  readonly right: View;
}

/** What is left to TypeScript: the operation's own loop of eager mode, on the arrays of the compiled program. */
export interface HostKernel {
  readonly kind: "host";
  readonly node: GraphNode;
  readonly inputs: readonly GraphNode[];
}

export type CompiledKernel = LoopKernel | ProductKernel | HostKernel;

/** The nodes whose arrays a kernel reads. */
export function readsOf(kernel: CompiledKernel): GraphNode[] {
  if (kernel.kind === "product") return [kernel.left.node, kernel.right.node];
  if (kernel.kind === "host") return [...kernel.inputs];
  return kernel.steps.flatMap((step) => (step.kind === "load" ? [step.access.node] : []));
}

/** The nodes whose arrays a kernel fills. */
export function writesOf(kernel: CompiledKernel): GraphNode[] {
  if (kernel.kind === "product") return [kernel.target];
  if (kernel.kind === "host") return [kernel.node];
  return kernel.steps.flatMap((step) => {
    if (step.kind === "store") return [step.access.node];
    return step.kind === "columns" ? [step.target] : [];
  });
}
