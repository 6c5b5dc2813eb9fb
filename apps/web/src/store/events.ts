import { afterKnown, type ProgressEvent } from "@blankfile/curriculum";

/** A progress event before it has its id and time. */
export type NewEvent = ProgressEvent extends infer E
  ? E extends ProgressEvent
    ? Omit<E, "id" | "at" | "after">
    : never
  : never;

/** Gives an event its id and its time, and its place behind the last one known where the clock says otherwise. */
export function stamped(event: NewEvent, last: ProgressEvent | undefined): ProgressEvent {
  const at = Date.now();
  return { ...event, id: crypto.randomUUID(), at, ...afterKnown(at, last) } as ProgressEvent;
}
