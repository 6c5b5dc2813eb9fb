import type { TypedArray } from "../dtype.ts";
import { type Storage, Tensor } from "../tensor.ts";
import type { Capture, LeafGradient } from "./capture.ts";
import type { GraphNode } from "./graph.ts";

/** What a program does to the gradient of a tensor from outside. */
export interface GradientSlot {
  readonly gradient: LeafGradient;
  /** Where the numbers go that are there at the start of a call. */
  readonly before: TypedArray | null;
  readonly changed: TypedArray | null;
  readonly after: TypedArray | null;
  /** The memory last handed out, if it is the program's own. */
  lent: LentStorage | null;
  /** Whether `after` is the program's memory for nothing else, so that it can be handed out as it is. */
  readonly alone: boolean;
}

/**
 * Memory of a program that is handed out as a gradient: no copy, as long as nobody looks. Who has looked may keep the tensor,
 * so before the program writes there again it gets a copy of its own.
 */
class LentStorage implements Storage {
  version = 0;
  data: TypedArray;
  #seen = false;

  constructor(data: TypedArray) {
    this.data = data;
  }

  seen(): void {
    this.#seen = true;
  }

  /** Ends the loan. */
  release(): void {
    if (this.#seen) this.data = this.data.slice();
  }
}

/** @param place where the array of a node lies, if it has one; `alone` says whether nothing else lies there. */
export function slotsOf(
  { gradients }: Capture,
  { place, alone }: { place: (node: GraphNode) => TypedArray | null; alone: (node: GraphNode) => boolean },
): GradientSlot[] {
  return gradients.map((gradient) => {
    const { before, changed, after, replaced } = gradient;
    const own = replaced && after ? after.node : null;
    return {
      gradient,
      before: before && place(before),
      changed: changed && place(changed),
      after: own && place(own),
      lent: null,
      alone: own !== null && alone(own),
    };
  });
}

function leafOf({ leaf, argument }: LeafGradient, values: readonly Tensor[]): Tensor {
  return argument === undefined ? leaf : values[argument]!;
}

/** Whether the gradients are there, or not there, as they were when the function was captured. */
export function gradientsFit(slots: readonly GradientSlot[]): boolean {
  return slots.every(({ gradient: { readFirst, argument, leaf, hadBefore } }) => {
    return !readFirst || argument !== undefined || (leaf.grad !== null) === hadBefore;
  });
}

/** Before a run. */
export function fetchGradients(slots: readonly GradientSlot[], values: readonly Tensor[]): void {
  for (const slot of slots) {
    const { argument, replaced } = slot.gradient;
    if (argument !== undefined && replaced && !values[argument]!.isLeaf) {
      throw new TypeError(
        `compile: a gradient for argument tensor ${argument}, which ${values[argument]!.gradFn!.name} computed outside, a leaf is needed; detach() gives one`,
      );
    }
  }
  for (const slot of slots) {
    if (slot.before) slot.before.set(leafOf(slot.gradient, values).grad!.data);
    slot.lent?.release();
    slot.lent = null;
  }
}

/** After a run. */
export function settleGradients(slots: readonly GradientSlot[], values: readonly Tensor[]): void {
  for (const slot of slots) {
    const leaf = leafOf(slot.gradient, values);
    if (!slot.changed || !leaf.grad) continue;
    leaf.grad.data.set(slot.changed);
    leaf.grad.storage.version++;
  }
  for (const slot of slots) {
    const { gradient, after } = slot;
    if (!gradient.replaced) continue;
    const leaf = leafOf(gradient, values);
    leaf.grad =
      after && new Tensor(memoryFor(slot, after), gradient.after!.shape, gradient.after!.node.dtype);
  }
}

function memoryFor(slot: GradientSlot, after: TypedArray): Storage | TypedArray {
  if (!slot.alone || slot.gradient.argument !== undefined) return after.slice();
  slot.lent = new LentStorage(after);
  return slot.lent;
}
