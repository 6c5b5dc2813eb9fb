import type { StateDict } from "../../module/state.ts";
import { LRScheduler, type Scheduled } from "../lr-scheduler.ts";

/** Refuses parts that are no schedules, or of another optimiser. */
export function checkParts(
  where: string,
  optimizer: Scheduled | undefined,
  parts: readonly LRScheduler[],
): void {
  if (!Array.isArray(parts) || parts.length === 0 || !parts.every((part) => part instanceof LRScheduler))
    throw new TypeError(`${where}: schedules that are none, an array of one or more LRSchedulers is needed`);
  const other = parts.findIndex((part) => part.optimizer !== optimizer);
  if (other >= 0)
    throw new RangeError(`${where}: schedule ${other} moves another optimiser, the same for all is needed`);
}

/** The states of the parts as "schedules.<i>.<name>". */
export function statesOf(parts: readonly LRScheduler[]): StateDict {
  return Object.fromEntries(
    parts.flatMap((part, i) =>
      Object.entries(part.stateDict()).map(([name, value]) => [`schedules.${i}.${name}`, value]),
    ),
  );
}

/** Hands each part its state. */
export function loadStates(parts: readonly LRScheduler[], state: StateDict): void {
  for (const [i, part] of parts.entries()) {
    const own = Object.keys(part.stateDict());
    part.loadStateDict(Object.fromEntries(own.map((name) => [name, state[`schedules.${i}.${name}`]!])));
  }
}
