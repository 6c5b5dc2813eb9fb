import type { ProgressEvent } from "./evidence.ts";
import { standing } from "./standing.ts";

/** What happened on one day, in the order of the events. */
export interface DayWork {
  /** "2026-11-30". */
  day: string;
  /** How many events are work: attempts, comparisons, uses, answers, cards, milestones. Claims and plans are none. */
  work: number;
  events: ProgressEvent[];
}

/**
 * The days on which something happened, oldest first. `dayOf` says on which day a time lies for the reader; what is dated after `today` is
 * left to `future`, since a clock was wrong when it was made. An answer that was taken back, and the taking back, are on no day.
 */
export function workDays(
  events: readonly ProgressEvent[],
  dayOf: (at: number) => string,
  today: string,
): { days: DayWork[]; future: ProgressEvent[] } {
  const byDay = new Map<string, DayWork>();
  const future: ProgressEvent[] = [];
  for (const event of standing(events)) {
    const day = dayOf(event.at);
    if (day > today) {
      future.push(event);
      continue;
    }
    let found = byDay.get(day);
    if (found === undefined) byDay.set(day, (found = { day, work: 0, events: [] }));
    found.events.push(event);
    if (isWorkDone(event)) found.work++;
  }
  return { days: [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1)), future };
}

/** Whether an event is work done, as against a claim, a plan, or a word taken back. */
export function isWorkDone(event: ProgressEvent): boolean {
  if (event.kind === "done") return event.met;
  return (
    event.kind === "check" ||
    event.kind === "explain" ||
    event.kind === "use" ||
    event.kind === "placement" ||
    event.kind === "review"
  );
}
