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

/** A whole operation with machine code of its own: emit/native-code.ts. */
export interface NativeKernel {
  readonly kind: "native";
  readonly name: NativeName;
  readonly float: Float;
  readonly node: GraphNode;
  readonly inputs: readonly View[];
}

export type NativeName = (typeof nativeNames)[number];

export const nativeNames = [
  "attention",
  "attentionGradients",
  "convolution",
  "convolutionKernelGradient",
  "convolutionImageGradient",
  "maxPool",
  "maxPoolGradient",
] as const;

export type CompiledKernel = LoopKernel | ProductKernel | NativeKernel | HostKernel;

/** The nodes whose arrays a kernel reads. */
export function readsOf(kernel: CompiledKernel): GraphNode[] {
  if (kernel.kind === "product") return [kernel.left.node, kernel.right.node];
  if (kernel.kind === "host") return [...kernel.inputs];
  if (kernel.kind === "native") return kernel.inputs.map(({ node }) => node);
  return kernel.steps.flatMap((step) => (step.kind === "load" ? [step.access.node] : []));
}

/** The nodes whose arrays a kernel fills. */
export function writesOf(kernel: CompiledKernel): GraphNode[] {
  if (kernel.kind === "product") return [kernel.target];
  if (kernel.kind === "host" || kernel.kind === "native") return [kernel.node];
  return kernel.steps.flatMap((step) => {
    if (step.kind === "store") return [step.access.node];
    return step.kind === "columns" ? [step.target] : [];
  });
}
