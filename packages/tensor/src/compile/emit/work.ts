import { sizeOf } from "../../shape.ts";
import type { LoopKernel } from "../lower/loop-kernel.ts";
import { elementOperations } from "../lower/vocabulary.ts";

/** How a kernel is cut up: so many units, which threads share out. What a unit computes does not depend on who does. */
export interface Work {
  readonly unit: "element" | "row" | "chunk";
  readonly units: number;
}

export function workOf(kernel: LoopKernel): Work {
  const rows = sizeOf(kernel.outer);
  if (kernel.steps.some((step) => step.kind === "columns")) {
    const { perBlock } = columnChunks(kernel);
    return { unit: "chunk", units: (rows / kernel.blockRows) * perBlock };
  }
  const whole = kernel.steps.some((step) => step.kind === "reduce" || step.kind === "isIndex");
  if (rows === 1 && !whole) return { unit: "element", units: kernel.inner };
  return { unit: "row", units: rows };
}

const mostChunks = 16;
const leastRows = 8;

/** Into how many chunks each block of a sum of columns is cut, and how many rows a chunk has. */
export function columnChunks({ blockRows, outer }: LoopKernel): { perBlock: number; rows: number } {
  const blocks = sizeOf(outer) / blockRows;
  const wanted = Math.max(1, Math.floor(mostChunks / blocks));
  const rows = Math.max(leastRows, Math.ceil(blockRows / wanted));
  return { perBlock: Math.ceil(blockRows / rows), rows };
}

/** Price in additions, about. */
export function loopPrice({ outer, inner, steps }: LoopKernel): number {
  const perElement = steps.reduce((sum, step) => {
    if (step.level !== "element" && step.kind !== "reduce") return sum;
    return sum + (step.kind === "operation" ? (elementOperations.get(step.name)?.price ?? 1) : 1);
  }, 0);
  return sizeOf(outer) * inner * perElement;
}
