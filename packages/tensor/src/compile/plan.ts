import { bytesOf } from "./emit/access-code.ts";
import { type GraphNode, numelOf } from "./graph.ts";
import { type CompiledKernel, readsOf, writesOf } from "./lower/kernels.ts";

/** Where every array lies in the program's memory. */
export interface Plan {
  readonly addressOf: ReadonlyMap<GraphNode, number>;
  /** Bytes from 0 on that stay between calls: arguments, what was captured, constants, results. */
  readonly keptBytes: number;
  /** Bytes of arrays that are only needed for a while, and share memory. */
  readonly arenaBytes: number;
  /** What the arrays in the arena would take if each had memory of its own. */
  readonly unsharedBytes: number;
  /** The first address behind all arrays. */
  readonly end: number;
  /** How many arrays are in the arena. */
  readonly buffers: number;
}

const line = 64;

/**
 * Gives each array an address. Arrays in the arena share memory when they are not needed at the same time: one after the
 * other, the largest first, each takes the lowest place that is free from the kernel that fills it to the last that reads it.
 *
 * @param kept arrays that keep their contents; `alias` names, for an array, the kept one that it may overwrite.
 */
export function planMemory(
  kernels: readonly CompiledKernel[],
  kept: readonly GraphNode[],
  alias: ReadonlyMap<GraphNode, GraphNode>,
  base: number,
): Plan {
  const addressOf = new Map<GraphNode, number>();
  let end = base;
  for (const node of kept) {
    if (addressOf.has(node) || alias.has(node)) continue;
    addressOf.set(node, end);
    end = roundUp(end + bytes(node));
  }
  for (const [node, over] of alias) addressOf.set(node, addressOf.get(over)!);
  const keptBytes = end - base;
  const lives = livesOf(kernels, addressOf);
  const placed: Life[] = [];
  let top = end;
  for (const life of lives.sort((a, b) => bytes(b.node) - bytes(a.node) || a.from - b.from)) {
    const size = roundUp(bytes(life.node));
    const beside = placed.filter((other) => other.from <= life.to && life.from <= other.to);
    let at = end;
    for (const other of beside.sort((a, b) => addressOf.get(a.node)! - addressOf.get(b.node)!)) {
      const start = addressOf.get(other.node)!;
      if (at + size <= start) break;
      at = Math.max(at, roundUp(start + bytes(other.node)));
    }
    addressOf.set(life.node, at);
    placed.push(life);
    top = Math.max(top, at + size);
  }
  const unsharedBytes = placed.reduce((sum, { node }) => sum + roundUp(bytes(node)), 0);
  return {
    addressOf,
    keptBytes,
    arenaBytes: top - end,
    unsharedBytes,
    end: roundUp(top),
    buffers: placed.length,
  };
}

/** From which kernel to which an array is needed. */
interface Life {
  readonly node: GraphNode;
  readonly from: number;
  to: number;
}

function livesOf(kernels: readonly CompiledKernel[], placed: ReadonlyMap<GraphNode, number>): Life[] {
  const lives = new Map<GraphNode, Life>();
  kernels.forEach((kernel, at) => {
    for (const node of [...readsOf(kernel), ...writesOf(kernel)]) {
      if (placed.has(node)) continue;
      const life = lives.get(node);
      if (life) life.to = at;
      else lives.set(node, { node, from: at, to: at });
    }
  });
  return [...lives.values()];
}

export function bytes(node: GraphNode): number {
  return numelOf(node) * bytesOf[node.dtype];
}

export function roundUp(size: number, to = line): number {
  return Math.ceil(size / to) * to;
}
