import type { ProgressEvent } from "@blankfile/curriculum";
import type { AsideLine } from "./database.ts";
import { eventProblem } from "./event-problem.ts";

/** The text of `progress.jsonl`: one event a line. */
export function toProgressFile(events: readonly ProgressEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join("");
}

/** Reads `progress.jsonl`. A line that is no event is set aside with its number and the reason, never fatal. */
export function parseProgressFile(text: string): { events: ProgressEvent[]; aside: AsideLine[] } {
  const events: ProgressEvent[] = [];
  const aside: AsideLine[] = [];
  text.split("\n").forEach((raw, index) => {
    const line = raw.trim();
    if (line === "") return;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      aside.push({ text: line, why: `line ${index + 1}: is not JSON, and one event a line is needed` });
      return;
    }
    const problem = eventProblem(value);
    if (problem === undefined) events.push(value as ProgressEvent);
    else aside.push({ text: line, why: `line ${index + 1}: ${problem}` });
  });
  return { events, aside };
}
