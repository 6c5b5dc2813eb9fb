import { type NextReason, nextExercise, redos } from "@blankfile/curriculum";
import { readProgress } from "@blankfile/curriculum/node";
import { topicOf, topicsOpenedBy } from "../topics.ts";
import type { Place } from "./check-once.ts";
import { exerciseIndex } from "./exercise-index.ts";
import { practiceState } from "./practice-state.ts";

/** So many of the topics that a pass opens are named. */
const mostTopics = 2;

/** Why an exercise is proposed. */
export const nextReasons: Record<NextReason, string> = {
  plan: "your plan asks for it",
  opened: "it builds on this",
  module: "of the same module",
  easiest: "the easiest",
};

/** After a pass: the next exercise, what the topic opens, where the solution can run, and when it is worth doing again. A line or two. */
export async function nextText({ workspace, exercise }: Place, now: number): Promise<string[]> {
  const { events } = readProgress(workspace);
  const items = await exerciseIndex();
  const state = await practiceState(events, now);
  const last = items.find(({ slug }) => slug === exercise.slug);
  const next = nextExercise(items, state, last);
  const first =
    next &&
    `Next: ${next.item.meta.title} (${nextReasons[next.because]}${needsText(next.missing)}): blankfile practice ${next.item.slug}`;
  const above = (await topicsOpenedBy(exercise.topics)).filter(({ slug }) => !state.known.has(slug));
  const opened = above.filter(({ requires }) => requires.every(({ id }) => state.known.has(id)));
  const sentences = [
    opened.length > 0
      ? `It opens ${titlesText(opened)}.`
      : above.length > 0
        ? `On it ${above.length === 1 ? "builds" : "build"} ${titlesText(above)}.`
        : undefined,
    exercise.provides &&
      `Yours can take the library's place: blankfile run <experiment> --mine ${exercise.provides.export}.`,
    againText(exercise.slug, redos(events), now),
  ].filter((sentence) => sentence !== undefined);
  return [first, sentences.join(" ")].filter((line) => line !== undefined && line !== "") as string[];
}

/** "; it needs Vectors and Norms". */
export function needsText(missing: readonly string[]): string {
  const topics = missing.map((slug) => topicOf(slug)).filter((topic) => topic !== undefined);
  return topics.length === 0 ? "" : `; it needs ${titlesText(topics)}`;
}

/** "A and B", "A, B and 3 more". */
function titlesText(topics: readonly { title: string }[]): string {
  const named = topics.slice(0, mostTopics).map(({ title }) => title);
  const more = topics.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${more} more` : named.join(" and ");
}

function againText(slug: string, all: ReturnType<typeof redos>, now: number): string | undefined {
  const redo = all.find(({ exercise }) => exercise === slug);
  if (redo === undefined) return undefined;
  const day = new Date(redo.from).toISOString().slice(0, 10);
  return redo.from <= now
    ? `Time to do it again from blank: blankfile practice ${slug} --again`
    : `Worth doing again from blank from ${day} on.`;
}
