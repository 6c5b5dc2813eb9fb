import { phasesOf } from "./emit/phases.ts";
import type { GraphNode } from "./graph.ts";
import { type CompiledKernel, readsOf, writesOf } from "./lower/kernels.ts";
import type { Access, LoopKernel } from "./lower/loop-kernel.ts";
import { writtenBeforeErrors } from "./may-throw.ts";

/**
 * Whether the new contents of a piece of memory may be written over the old: nothing reads the old ones afterwards, and the
 * kernel that writes reads each element, if it does, just before it writes it, and no error can follow.
 */
export function mayOverwrite(kernels: readonly CompiledKernel[], fresh: GraphNode, old: GraphNode): boolean {
  if (fresh.name === "assembled" || writtenBeforeErrors(kernels).has(fresh)) return false;
  const writer = kernels.findIndex((kernel) => writesOf(kernel).includes(fresh));
  if (writer < 0) return false;
  const last = kernels.findLastIndex((kernel) => readsOf(kernel).includes(old));
  if (last > writer) return false;
  if (last < writer) return true;
  const kernel = kernels[writer]!;
  return kernel.kind === "loop" && elementByElement(kernel, fresh, old);
}

function elementByElement(kernel: LoopKernel, fresh: GraphNode, old: GraphNode): boolean {
  if (phasesOf(kernel).count > 1) return false;
  const store = kernel.steps.find((step) => step.kind === "store" && step.access.node === fresh);
  if (store?.kind !== "store") return false;
  return kernel.steps.every(
    (step) => step.kind !== "load" || step.access.node !== old || sameAccess(step.access, store.access),
  );
}

function sameAccess(a: Access, b: Access): boolean {
  return a.offset === b.offset && a.inner === b.inner && a.outer.join() === b.outer.join();
}
