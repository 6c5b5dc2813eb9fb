import { type GraphNode, numelOf, showNode } from "../compile/graph.ts";
import { type GpuKernel, gpuReads, gpuWrites } from "./translate.ts";

/** Where arrays lie, in words of 32 bits: every dtype takes one word an element. */
export interface Layout {
  readonly spotOf: ReadonlyMap<GraphNode, { readonly slab: number; readonly offset: number }>;
  /** Words of each slab; a slab is a buffer. */
  readonly slabs: readonly number[];
}

/** Arrays begin at multiples of 64 bytes. */
const line = 16;

interface Placed {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Gives each array a place in as few slabs as a device allows, which limits the size of a buffer. `kept` arrays have their
 * place to themselves; the others, from the largest on, take the first that is free from the kernel that fills them to the
 * last that reads them.
 */
export function placeArrays(
  kernels: readonly GpuKernel[],
  kept: readonly GraphNode[],
  elsewhere: (node: GraphNode) => boolean,
  mostWords: number,
): Layout {
  const spotOf = new Map<GraphNode, { slab: number; offset: number }>();
  const slabs: Placed[][] = [];
  const place = (node: GraphNode, from: number, to: number): void => {
    const size = wordsOf(node, mostWords);
    for (let slab = 0; ; slab++) {
      slabs[slab] ??= [];
      const start = firstFree(slabs[slab]!, from, to, size);
      if (start + size > mostWords) continue;
      slabs[slab]!.push({ from, to, start, end: start + size });
      spotOf.set(node, { slab, offset: start });
      return;
    }
  };
  for (const node of new Set(kept)) if (!elsewhere(node)) place(node, 0, kernels.length);
  const lives = livesOf(kernels, (node) => spotOf.has(node) || elsewhere(node));
  for (const { node, from, to } of lives.sort(
    (a, b) => numelOf(b.node) - numelOf(a.node) || a.from - b.from,
  )) {
    place(node, from, to);
  }
  return { spotOf, slabs: slabs.map((placed) => Math.max(...placed.map(({ end }) => end))) };
}

function firstFree(placed: readonly Placed[], from: number, to: number, size: number): number {
  const beside = placed.filter((other) => other.from <= to && from <= other.to);
  let start = 0;
  for (const other of beside.sort((a, b) => a.start - b.start)) {
    if (start + size <= other.start) break;
    start = Math.max(start, other.end);
  }
  return start;
}

function wordsOf(node: GraphNode, most: number): number {
  const words = numelOf(node);
  if (words > most) {
    throw new RangeError(
      `compileWebGpu: ${words * 4} bytes for ${showNode(node)}, at most ${most * 4} in one array are possible on this device; requestGpuDevice() asks for the most that the GPU can give, smaller batches need less`,
    );
  }
  return Math.max(line, Math.ceil(words / line) * line);
}

interface Life {
  readonly node: GraphNode;
  readonly from: number;
  to: number;
}

function livesOf(kernels: readonly GpuKernel[], placed: (node: GraphNode) => boolean): Life[] {
  const lives = new Map<GraphNode, Life>();
  kernels.forEach((kernel, at) => {
    for (const node of [...gpuReads(kernel), ...gpuWrites(kernel)]) {
      if (placed(node)) continue;
      const life = lives.get(node);
      if (life) life.to = at;
      else lives.set(node, { node, from: at, to: at });
    }
  });
  return [...lives.values()];
}
