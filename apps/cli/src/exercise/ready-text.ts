import { existsSync } from "node:fs";
import {
  kindNames,
  minutesText,
  nearlyStartable,
  nextExercise,
  type PracticeState,
  type ProgressEvent,
  redos,
  startable,
} from "@blankfile/curriculum";
import { readProgress } from "@blankfile/curriculum/node";
import { table } from "../table.ts";
import { topicOf } from "../topics.ts";
import { exerciseIndex, type IndexedExercise } from "./exercise-index.ts";
import { needsText, nextReasons } from "./next-text.ts";
import { ownFile } from "./own-file.ts";
import { practiceState } from "./practice-state.ts";

/** So many are listed unless all are asked for. */
const most = 12;

/** What can be started now: kind, difficulty, minutes; and one to begin with. Where nothing can, what lacks the least. */
export async function readyText(workspace: string, now: number, all: boolean): Promise<string> {
  const { events } = readProgress(workspace);
  const items = await exerciseIndex();
  const state = await practiceState(events, now);
  const ready = startable(items, state);
  const list = ready.length > 0 ? ready : nearlyStartable(items, state);
  const shown = all ? list : list.slice(0, most);
  const lines = [headText(ready.length, list.length, items.length)];
  if (shown.length > 0)
    lines.push("", table([head, ...shown.map((item) => rowOf(item, { workspace, state }))]));
  if (shown.length < list.length)
    lines.push(`  and ${list.length - shown.length} more: blankfile practice --all`);
  lines.push(...againLines(events, now));
  const next = nextExercise(items, state);
  if (next !== undefined) {
    const why = `${nextReasons[next.because]}${needsText(next.missing)}`;
    lines.push("", `Begin with ${next.item.meta.title} (${why}): blankfile practice ${next.item.slug}`);
  }
  return lines.join("\n");
}

function headText(ready: number, left: number, all: number): string {
  if (left === 0) return `All ${all} exercises are passed.`;
  if (ready > 0)
    return `${ready} of ${all} exercises can be started now: they are not passed, and what their topics need is known.`;
  return `Of none of the ${left} exercises that are left all that its topic needs is known. Claim on the map what you know (blankfile start); these lack the least:`;
}

const head = ["  exercise", "kind", "difficulty", "minutes", "topic"];

function rowOf(
  { slug, meta, topicTitle, requires }: IndexedExercise,
  { workspace, state }: { workspace: string; state: PracticeState },
): string[] {
  const missing = requires.filter((topic) => !state.known.has(topic));
  const needs = missing.map((topic) => topicOf(topic)?.title ?? topic).join(", ");
  return [
    `  ${slug}`,
    kindNames[meta.kind],
    `${meta.difficulty} of 5`,
    meta.within === undefined ? minutesText(meta) : `within ${meta.within} min`,
    `${topicTitle}${needs === "" ? "" : `, which needs ${needs}`}${existsSync(ownFile(workspace, slug)) ? " (begun)" : ""}`,
  ];
}

function againLines(events: readonly ProgressEvent[], now: number): string[] {
  const due = redos(events).filter(({ from }) => from <= now);
  if (due.length === 0) return [];
  const names = due.map(({ exercise }) => exercise).join(", ");
  return ["", `Again from blank, when you like: ${names} (blankfile practice <exercise> --again)`];
}
