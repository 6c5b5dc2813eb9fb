import { type GraphNode, numelOf, showNode } from "../compile/graph.ts";
import type { CompiledKernel, HostKernel, ProductKernel } from "../compile/lower/kernels.ts";
import { readsOf, writesOf } from "../compile/lower/kernels.ts";
import type { Access, LoopKernel, Step } from "../compile/lower/loop-kernel.ts";
import { broadcastView, wholeView } from "../compile/lower/view.ts";
import { allocate, type TypedArray } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import { isElement } from "./shaders/element.ts";
import { extremeNames, extremeShader } from "./shaders/extreme-shader.ts";
import { indexNames, indexShader } from "./shaders/index-shader.ts";
import { chunkOf, loopShader } from "./shaders/loop-shader.ts";
import { type MoveKernel, moveShader } from "./shaders/move-shader.ts";
import { productShader } from "./shaders/product-shader.ts";
import type { Shader, ShaderWriter } from "./shaders/shader.ts";
import { arrayNode, foldKernel, moveKernel, moveNames } from "./tables.ts";

/** One dispatch on the GPU. */
export type GpuKernel =
  | LoopKernel
  | ProductKernel
  | MoveKernel
  | { readonly kind: "index" | "extreme"; readonly host: HostKernel };

/** Operations with a shader of their own, beside those that the compiler fuses. */
export const shaderNames: ReadonlySet<string> = new Set([
  ...indexNames,
  ...extremeNames,
  ...moveNames,
  "fold",
  "pow",
]);

interface Translated {
  readonly kernels: readonly GpuKernel[];
  readonly constants: readonly (readonly [GraphNode, TypedArray])[];
}

/** The dispatches of a kernel, and arrays that are filled once, for good. */
export function translate(kernel: CompiledKernel): Translated {
  if (kernel.kind === "loop") return { kernels: splitColumns(kernel), constants: [] };
  if (kernel.kind === "product") return { kernels: [kernel], constants: [] };
  if (kernel.kind !== "host")
    throw new TypeError(
      `compileWebGpu: a kernel of kind ${(kernel as { kind: string }).kind}, a loop, a product or an operation is needed`,
    );
  const { node } = kernel;
  if (numelOf(node) === 0) return { kernels: [], constants: [] };
  if (node.kernel && kernel.inputs.every((input) => numelOf(input) === 0)) return fromNothing(kernel);
  const name = node.name.replace("host:", "");
  if (indexNames.has(name) && node.kernel) return { kernels: [indexKernel(kernel)], constants: [] };
  if (moveNames.has(name) && node.kernel) return moveKernel(kernel);
  if (extremeNames.has(name) && kernel.inputs[0]!.dtype === "float32") {
    return { kernels: [{ kind: "extreme", host: kernel }], constants: [] };
  }
  if (name === "fold" && node.dtype === "float32") return foldKernel(kernel);
  const loop = elementKernel(kernel, name);
  if (loop) return { kernels: [loop], constants: [] };
  throw new TypeError(
    `compileWebGpu: ${showNode({ ...node, name })}, which has no shader yet, but one of the operations that have (docs/decisions/0011-webgpu.md) is needed; apply it to arguments before the call, or use compile(fn)`,
  );
}

export function shaderOf(kernel: GpuKernel, writer: ShaderWriter): Shader {
  if (kernel.kind === "loop") return loopShader(kernel, writer);
  if (kernel.kind === "product") return productShader(kernel, writer);
  if (kernel.kind === "extreme") return extremeShader(kernel.host, writer);
  return kernel.kind === "move" ? moveShader(kernel, writer) : indexShader(kernel.host, writer);
}

export function gpuReads(kernel: GpuKernel): GraphNode[] {
  if (kernel.kind === "move") return [...kernel.inputs, kernel.table];
  return readsOf("host" in kernel ? kernel.host : kernel);
}

export function gpuWrites(kernel: GpuKernel): GraphNode[] {
  if (kernel.kind === "move") return [kernel.target];
  return writesOf("host" in kernel ? kernel.host : kernel);
}

/** A sum of nothing, and the like: the same at every call. */
function fromNothing({ node, inputs }: HostKernel): Translated {
  const out = allocate(node.dtype, numelOf(node));
  node.kernel!(out, ...inputs.map(({ dtype }) => allocate(dtype, 0)));
  return { kernels: [], constants: [[node, out]] };
}

function indexKernel(host: HostKernel): GpuKernel {
  if (host.node.dtype === "int32" && /Add$/.test(host.node.name)) {
    throw new TypeError(
      `compileWebGpu: ${showNode(host.node)}, float32 is needed, as a sum of int32 that overflows could not be told`,
    );
  }
  return { kind: "index", host };
}

/** Where a sum of columns is cut into chunks, each adds up into an array of its own, and another loop adds those. */
function splitColumns(kernel: LoopKernel): LoopKernel[] {
  const { perBlock } = chunkOf(kernel);
  if (perBlock === 1 || !kernel.steps.some(({ kind }) => kind === "columns")) return [kernel];
  const blocks = sizeOf(kernel.outer) / kernel.blockRows;
  const later: LoopKernel[] = [];
  const steps = kernel.steps.map((step): Step => {
    if (step.kind !== "columns") return step;
    const parts = arrayNode("parts", [blocks * perBlock, kernel.inner], "float32");
    later.push(sumOfChunks(parts, step.target, { blocks, perBlock, inner: kernel.inner }));
    return { ...step, target: parts };
  });
  return [{ ...kernel, steps }, ...later];
}

function sumOfChunks(
  parts: GraphNode,
  target: GraphNode,
  { blocks, perBlock, inner }: { blocks: number; perBlock: number; inner: number },
): LoopKernel {
  const from = access(parts, 0, [perBlock * inner, 1], inner);
  return {
    kind: "loop",
    float: "float32",
    outer: [blocks, inner],
    inner: perBlock,
    blockRows: blocks * inner,
    steps: [
      { kind: "load", level: "element", access: from },
      { kind: "reduce", level: "row", name: "sum", inputs: [0] },
      { kind: "store", level: "row", access: access(target, 0, [inner, 1], 0), inputs: [1] },
    ],
  };
}

function access(node: GraphNode, offset: number, outer: readonly number[], inner: number): Access {
  return { node, dtype: node.dtype, offset, outer, inner };
}

/** An operation on single elements that the compiler does not fuse, as whole numbers are in it. */
function elementKernel({ node, inputs }: HostKernel, name: string): LoopKernel | null {
  const step = elementName(name, inputs[0]?.dtype, node.dtype);
  if (step === null) return null;
  const outer = node.shape.slice(0, -1);
  const loads = inputs.map((input, i): Step => {
    const { strides } = broadcastView(wholeView(input, node.inputs[i]!.shape), node.shape);
    return {
      kind: "load",
      level: "element",
      access: access(input, 0, strides.slice(0, -1), strides.at(-1) ?? 0),
    };
  });
  const { strides } = wholeView(node);
  const target = access(node, 0, strides.slice(0, -1), strides.at(-1) ?? 0);
  const steps: Step[] = [
    ...loads,
    { kind: "operation", level: "element", name: step, inputs: loads.map((_, i) => i) },
    { kind: "store", level: "element", access: target, inputs: [loads.length] },
  ];
  return {
    kind: "loop",
    float: "float32",
    outer,
    inner: node.shape.at(-1) ?? 1,
    steps,
    blockRows: sizeOf(outer),
  };
}

/** The WGSL operation for it. Sums and products of int32 are left out: an overflow has to be an error. */
function elementName(
  name: string,
  from: GraphNode["dtype"] | undefined,
  to: GraphNode["dtype"],
): string | null {
  if (name === "to") {
    if (to === "bool") return "toBool";
    if (from === "bool") return to === "int32" ? "boolToInt" : "to:bool";
    return to === "float32" && from === "int32" ? "to:int32" : null;
  }
  if (from === "bool" && (name === "lt" || name === "le")) return null;
  if (["eq", "ne", "lt", "le", "where", "logicalAnd", "logicalOr", "logicalNot"].includes(name)) return name;
  return to === "float32" && isElement(name) ? name : null;
}
