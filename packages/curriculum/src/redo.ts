import { byOrder, countFrom } from "./event-order.ts";
import type { ProgressEvent } from "./evidence.ts";

/** Days after which an exercise is worth doing again from a blank file: after the first pass, and after it was done again. */
export const redoAfterDays = [7, 30] as const;

const day = 86_400_000;

/** An exercise that is to be done again from blank, and from when on. */
export interface Redo {
  exercise: string;
  /** Milliseconds since 1970. */
  from: number;
  /** 1 after the first pass, 2 after it was done again once. */
  turn: 1 | 2;
}

/**
 * What to do again: 7 days after its first pass, and 30 days after the first pass from blank that came at least 7 days after that. An
 * exercise that was done again twice is done. The earliest comes first; nothing is lost by coming late, and nothing counts how late.
 */
export function redos(events: readonly ProgressEvent[]): Redo[] {
  const state = new Map<string, { at: number; turn: number }>();
  for (const event of [...events].sort(byOrder)) {
    if (event.kind !== "check" || !event.passed) continue;
    const { exercise, at } = event;
    const known = state.get(exercise);
    if (known === undefined) state.set(exercise, { at, turn: 1 });
    else if (known.turn <= redoAfterDays.length) {
      const blank = event.fromBlank && event.hintsSeen === 0 && !event.solutionSeen;
      if (blank && at >= known.at + redoAfterDays[known.turn - 1]! * day)
        state.set(exercise, { at, turn: known.turn + 1 });
      else if (known.turn === 1) known.at = countFrom(known.at, at);
    }
  }
  return [...state]
    .filter(([, { turn }]) => turn <= redoAfterDays.length)
    .map(([exercise, { at, turn }]) => ({
      exercise,
      from: at + redoAfterDays[turn - 1]! * day,
      turn: turn as 1 | 2,
    }))
    .sort((a, b) => a.from - b.from || (a.exercise < b.exercise ? -1 : 1));
}
