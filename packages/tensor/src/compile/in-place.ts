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
  const { firstWrite, lastRead, early } = usesOf(kernels);
  const writer = firstWrite.get(fresh);
  if (fresh.name === "assembled" || early.has(fresh) || writer === undefined) return false;
  const last = lastRead.get(old) ?? -1;
  if (last > writer) return false;
  if (last < writer) return true;
  const kernel = kernels[writer]!;
  return kernel.kind === "loop" && elementByElement(kernel, fresh, old);
}

/** When arrays are written and read, by the places of kernels. */
interface Uses {
  readonly firstWrite: ReadonlyMap<GraphNode, number>;
  readonly lastRead: ReadonlyMap<GraphNode, number>;
  readonly early: ReadonlySet<GraphNode>;
}

/** A program asks for each of its parameters. */
const known = new WeakMap<readonly CompiledKernel[], Uses>();

function usesOf(kernels: readonly CompiledKernel[]): Uses {
  const before = known.get(kernels);
  if (before) return before;
  const [firstWrite, lastRead] = [new Map<GraphNode, number>(), new Map<GraphNode, number>()];
  kernels.forEach((kernel, at) => {
    for (const node of writesOf(kernel)) if (!firstWrite.has(node)) firstWrite.set(node, at);
    for (const node of readsOf(kernel)) lastRead.set(node, at);
  });
  const uses = { firstWrite, lastRead, early: writtenBeforeErrors(kernels) };
  known.set(kernels, uses);
  return uses;
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
