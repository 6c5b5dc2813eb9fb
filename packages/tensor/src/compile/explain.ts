import { showShape, sizeOf } from "../shape.ts";
import { nativeCode } from "./emit/native-code.ts";
import { phasesOf } from "./emit/phases.ts";
import { productPrice } from "./emit/product-code.ts";
import { loopPrice } from "./emit/work.ts";
import type { GraphNode } from "./graph.ts";
import { type CompiledKernel, readsOf, writesOf } from "./lower/kernels.ts";
import type { Access, LoopKernel, Step } from "./lower/loop-kernel.ts";
import { bytes } from "./plan.ts";
import type { Program } from "./program.ts";

/** What one kernel of a program does and moves. */
export interface KernelExplanation {
  readonly kind: CompiledKernel["kind"];
  /** "loop over 2048 rows of 128", "product [128, 784] × [784, 256]". */
  readonly title: string;
  /** A fused loop line by line. */
  readonly lines: readonly string[];
  readonly bytesRead: number;
  readonly bytesWritten: number;
  /** Additions and the like; a multiplication with an addition counts as two in products. */
  readonly operations: number;
}

/** What the compiler made of a function, for people; `String(…)` or `console.log` shows it. */
export class Explanation {
  readonly kernels: readonly KernelExplanation[];
  /** Bytes of the arrays that stay between calls: arguments, captured tensors, constants, results. */
  readonly keptBytes: number;
  /** Bytes of the arrays that share memory, and what they would take without sharing. */
  readonly arenaBytes: number;
  readonly unsharedBytes: number;
  /** Arrays that have memory in the arena. */
  readonly buffers: number;
  readonly codeBytes: number;
  readonly functions: number;

  constructor({ kernels, plan, codeBytes, functions }: Program) {
    this.kernels = kernels.map(explainKernel);
    this.keptBytes = plan.keptBytes;
    this.arenaBytes = plan.arenaBytes;
    this.unsharedBytes = plan.unsharedBytes;
    this.buffers = plan.buffers;
    this.codeBytes = codeBytes;
    this.functions = functions;
  }

  get bytesMoved(): number {
    return this.kernels.reduce((sum, kernel) => sum + kernel.bytesRead + kernel.bytesWritten, 0);
  }

  get operations(): number {
    return this.kernels.reduce((sum, { operations }) => sum + operations, 0);
  }

  toString(): string {
    const head = [
      `${this.kernels.length} kernels in ${this.functions} functions, ${showBytes(this.codeBytes)} of machine code`,
      `a call moves ${showBytes(this.bytesMoved)} and computes ${showCount(this.operations)} operations`,
      `memory: ${showBytes(this.keptBytes)} kept; ${showBytes(this.arenaBytes)} arena for ${this.buffers} arrays, ${showBytes(this.unsharedBytes)} if none shared`,
    ];
    const body = this.kernels.map((kernel, i) => {
      const moved = `${showBytes(kernel.bytesRead)} in, ${showBytes(kernel.bytesWritten)} out`;
      return [`${i}  ${kernel.title}   (${moved})`, ...kernel.lines.map((line) => `     ${line}`)].join("\n");
    });
    return [...head, "", ...body].join("\n");
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

function explainKernel(kernel: CompiledKernel): KernelExplanation {
  const bytesRead = [...new Set(readsOf(kernel))].reduce((sum, node) => sum + bytes(node), 0);
  const bytesWritten = writesOf(kernel).reduce((sum, node) => sum + bytes(node), 0);
  const base = { kind: kernel.kind, bytesRead, bytesWritten, lines: [] };
  if (kernel.kind === "loop") {
    const rows = sizeOf(kernel.outer);
    const title = rows === 1 ? `loop over ${kernel.inner}` : `loop over ${rows} rows of ${kernel.inner}`;
    return { ...base, title, lines: linesOf(kernel), operations: loopPrice(kernel) };
  }
  if (kernel.kind === "product") {
    const { left, right, target } = kernel;
    const title = `product ${showShape(left.shape)} × ${showShape(right.shape)}`;
    const lines = [`${showArray(target)} = ${showArray(left.node)} · ${showArray(right.node)}`];
    return { ...base, title, lines, operations: 2 * productPrice(kernel) };
  }
  if (kernel.kind === "native") {
    const { name, node, inputs } = kernel;
    const lines = [
      `${showArray(node)} = ${name}(${inputs.map((input) => showArray(input.node)).join(", ")})`,
    ];
    const operations = 2 * nativeCode(kernel, false, (_, make) => make()).price;
    return { ...base, title: `${name}, as a whole`, lines, operations };
  }
  const name = kernel.node.name.replace("host:", "");
  const lines = [`${showArray(kernel.node)} = ${name}(${kernel.inputs.map(showArray).join(", ")})`];
  return { ...base, title: `${name}, by its eager loop`, lines, operations: sizeOf(kernel.node.shape) };
}

/** Every step as an assignment; walks over the row are divided by a line. */
function linesOf(kernel: LoopKernel): string[] {
  const { steps } = kernel;
  const phases = phasesOf(kernel);
  const shown = steps.map((step, s) => ({
    step,
    s,
    phase: step.kind === "reduce" ? phases.ready[s]! - 1 : phases.ready[s]!,
  }));
  const lines: string[] = [];
  for (let phase = 0; phase <= phases.count; phase++) {
    const own = shown.filter((entry) => entry.phase === phase && entry.step.kind !== "literal");
    if (phase > 0 && own.length > 0) lines.push("— again over the row");
    for (const { step, s } of own) lines.push(showStep(step, s, steps));
  }
  return lines;
}

function showStep(step: Step, s: number, steps: readonly Step[]): string {
  const value = (i: number): string => {
    const input = steps[i]!;
    return input.kind === "literal" ? String(input.value) : `v${i}`;
  };
  const inputs = step.kind === "load" || step.kind === "literal" ? [] : step.inputs.map(value);
  switch (step.kind) {
    case "load":
      return `v${s} = ${showAccess(step.access)}`;
    case "store":
      return `${showAccess(step.access)} = ${inputs[0]}`;
    case "columns":
      return `${showArray(step.target)} += ${inputs[0]}, over the rows`;
    case "reduce":
      return `v${s} = ${step.name} of the row (${inputs[0]})`;
    case "isIndex":
      return `v${s} = place in the row is ${inputs[0]}`;
    case "operation":
      return `v${s} = ${step.name}(${inputs.join(", ")})`;
    default:
      return "";
  }
}

function showAccess({ node, inner }: Access): string {
  return inner === 0 ? `${showArray(node)}, one for the row` : showArray(node);
}

/** "argument 0", "captured [3, 4]", "#12 [3, 4]". */
function showArray({ id, name, shape, attributes }: GraphNode): string {
  if (name === "argument") return `argument ${attributes.index} ${showShape(shape)}`;
  return name === "captured" ? `captured #${id} ${showShape(shape)}` : `#${id} ${showShape(shape)}`;
}

function showBytes(count: number): string {
  if (count < 1000) return `${count} B`;
  const [size, unit] =
    count < 1e6 ? [count / 1e3, "kB"] : count < 1e9 ? [count / 1e6, "MB"] : [count / 1e9, "GB"];
  return `${size.toFixed(1)} ${unit}`;
}

function showCount(count: number): string {
  if (count < 1e6) return String(count);
  return count < 1e9 ? `${(count / 1e6).toFixed(1)} million` : `${(count / 1e9).toFixed(1)} billion`;
}
