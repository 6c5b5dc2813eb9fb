import type { ProgressEvent } from "@blankfile/curriculum";

/** A progress event before it has its id and time. */
export type NewEvent = ProgressEvent extends infer E
  ? E extends ProgressEvent
    ? Omit<E, "id" | "at">
    : never
  : never;

/** Gives an event its id and its time. */
export function stamped(event: NewEvent): ProgressEvent {
  return { ...event, id: crypto.randomUUID(), at: Date.now() } as ProgressEvent;
}

/** Both lists in one, each id once, in the order of time; where an id stands in both, the first list's event stays. */
export function union(
  a: readonly ProgressEvent[],
  b: readonly ProgressEvent[],
): { events: ProgressEvent[]; added: number } {
  const known = new Set(a.map((event) => event.id));
  const fresh: ProgressEvent[] = [];
  for (const event of b) {
    if (known.has(event.id)) continue;
    known.add(event.id);
    fresh.push(event);
  }
  const events = [...a, ...fresh].sort((x, y) => x.at - y.at || (x.id < y.id ? -1 : 1));
  return { events, added: fresh.length };
}
