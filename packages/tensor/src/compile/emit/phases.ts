import type { LoopKernel, Step } from "../lower/loop-kernel.ts";
import { elementOperations } from "../lower/vocabulary.ts";

/** Computing a value again is fine up to so many additions; dearer ones are kept in a row of scratch memory. */
const dearest = 8;

/** When each step of a loop is computed. */
export interface Phases {
  readonly count: number;
  /** The phase in which a step's value is first there: for an element in that walk, for a row's value before it. */
  readonly ready: readonly number[];
  /** Element steps: the walks that compute the step. */
  readonly computed: readonly ReadonlySet<number>[];
  /** Element steps: the walks that read it back from scratch memory. */
  readonly reread: readonly ReadonlySet<number>[];
  /** The steps that are kept in scratch memory. */
  readonly kept: readonly number[];
}

/**
 * Divides a loop into walks over the row: an element that needs a reduction of the row belongs to the walk after it.
 *
 * An element needed in several walks is computed in each if that is cheap, and otherwise kept.
 */
export function phasesOf({ steps }: LoopKernel): Phases {
  const ready: number[] = [];
  const price: number[] = [];
  steps.forEach((step, s) => {
    ready[s] = Math.max(0, ...inputsOf(step).map((i) => ready[i]!)) + (step.kind === "reduce" ? 1 : 0);
    price[s] = priceOf(
      step,
      inputsOf(step).map((i) => (price[i]! > dearest ? 1 : price[i]!)),
    );
  });
  const walkOf = (s: number): number => (steps[s]!.kind === "reduce" ? ready[s]! - 1 : ready[s]!);

  const needed = steps.map(() => new Set<number>());
  const computed = steps.map(() => new Set<number>());
  const reread = steps.map(() => new Set<number>());
  const kept: number[] = [];
  for (let s = steps.length - 1; s >= 0; s--) {
    const step = steps[s]!;
    const ends =
      step.kind === "reduce" ||
      (step.kind === "store" && step.level === "element") ||
      step.kind === "columns";
    if (ends) computed[s]!.add(walkOf(s));
    else if (step.level === "element") {
      const own = ready[s]!;
      const again = [...needed[s]!].filter((walk) => walk !== own);
      const keep = again.length > 0 && price[s]! > dearest;
      if (keep) {
        kept.push(s);
        computed[s]!.add(own);
        for (const walk of again) reread[s]!.add(walk);
      } else for (const walk of needed[s]!) computed[s]!.add(walk);
    }
    for (const i of inputsOf(step)) {
      if (steps[i]!.level === "element") for (const walk of computed[s]!) needed[i]!.add(walk);
    }
  }
  const count =
    1 + Math.max(0, ...steps.map((_, s) => (computed[s]!.size > 0 ? Math.max(...computed[s]!) : 0)));
  return { count, ready, computed, reread, kept };
}

export function inputsOf(step: Step): readonly number[] {
  return step.kind === "load" || step.kind === "literal" ? [] : step.inputs;
}

function priceOf(step: Step, inputs: readonly number[]): number {
  const sum = inputs.reduce((total, price) => total + price, 0);
  if (step.level === "row") return 0;
  if (step.kind !== "operation") return 1 + sum;
  return sum + (elementOperations.get(step.name)?.price ?? 1);
}
