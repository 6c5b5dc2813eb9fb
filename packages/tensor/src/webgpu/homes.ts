import { type GraphNode, numelOf } from "../compile/graph.ts";
import type { Storage } from "../tensor.ts";
import { type Copy, recordCopies } from "./copies.ts";
import type { Gpu } from "./gpu.ts";
import { placeArrays } from "./place-arrays.ts";
import { Resident } from "./resident.ts";

/** The home of memory from outside; it gets one if it has none. */
export function homeOf(gpu: Gpu, storage: Storage, like: GraphNode): Resident {
  if (!gpu.residents.has(storage)) moveIn(gpu, new Map([[storage, like]]));
  return gpu.residents.get(storage)!;
}

/** Gives homes to what has none, side by side in as few buffers as the device allows; `together` moves also what has one. */
export function moveIn(
  gpu: Gpu,
  stored: ReadonlyMap<Storage, GraphNode>,
  { together = false }: { together?: boolean } = {},
): void {
  const newcomers = [...stored].filter(([storage]) => together || !gpu.residents.has(storage));
  const nodes = newcomers.map(([, like]) => ({ ...like }));
  const { spotOf, slabs } = placeArrays([], nodes, () => false, Math.floor(gpu.mostBytes / 4));
  const buffers = slabs.map((words) => gpu.storage(words));
  const copies: Copy[] = [];
  newcomers.forEach(([storage], i) => {
    const node = nodes[i]!;
    const { slab, offset } = spotOf.get(node)!;
    const place = { buffer: buffers[slab]!, offset };
    const known = gpu.residents.get(storage);
    if (known) {
      copies.push({ from: known.place, to: place, words: numelOf(node) });
      known.place = place;
    } else new Resident(gpu, storage, { dtype: node.dtype, size: numelOf(node) }, place);
  });
  if (copies.length === 0) return;
  const encoder = gpu.device.createCommandEncoder();
  recordCopies(gpu, encoder, copies);
  gpu.submit(encoder);
}
