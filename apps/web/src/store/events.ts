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
