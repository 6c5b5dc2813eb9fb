import { firstTime, type ProgressEvent } from "@blankfile/curriculum";
import { count } from "../atlas/words.ts";

/** Days before this one come from a clock that was wrong: there was no Blankfile. */
export const firstDay = new Date(firstTime).toISOString().slice(0, 10);

/** What the reader should know of events that a wrong clock dated; undefined where there are none. */
export function clockWords(
  future: readonly ProgressEvent[],
  early: readonly ProgressEvent[],
): string | undefined {
  const said = [
    future.length > 0 &&
      `${count(future.length, "event")} ${future.length === 1 ? "is" : "are"} dated after today`,
    early.length > 0 &&
      `${count(early.length, "event")} ${early.length === 1 ? "is" : "are"} dated before 2020`,
  ].filter((part) => part !== false);
  if (said.length === 0) return undefined;
  const one = future.length + early.length === 1;
  return `${said.join(" and ")}: a clock was wrong when ${one ? "it was" : "they were"} made. ${
    one ? "It counts as evidence and stands" : "They count as evidence and stand"
  } in the export, but on no day of this calendar.`;
}
