import { content } from "../content/load.ts";
import { labList } from "../lab/lab-list.ts";
import { buildSwaps } from "../swap/build-swaps.ts";
import { exerciseList } from "./exercise-list.ts";
import type { ExerciseRow } from "./practice-index.ts";

/** `data/exercises.json` (Node, at build time). */
export async function buildPracticeIndex(): Promise<ExerciseRow[]> {
  const labs = await labsByExercise();
  return exerciseList().map(({ slug, title, topics, difficulty }) => {
    const row: ExerciseRow = { slug, title, topic: topics[0]!.slug, difficulty };
    const own = labs.get(slug);
    return own === undefined ? row : { ...row, labs: own };
  });
}

let found: Promise<Map<string, { slug: string; title: string }[]>> | undefined;

/** Bundling every lab takes a while, so that is done once, also in development; the lab of the exercise's own topic comes first. */
function labsByExercise(): Promise<Map<string, { slug: string; title: string }[]>> {
  found ??= readLabs();
  return found;
}

async function readLabs(): Promise<Map<string, { slug: string; title: string }[]>> {
  const labs = await Promise.all(
    labList().map(async ({ slug, title }) => ({ slug, title, swaps: await buildSwaps(slug) })),
  );
  const byExercise = new Map<string, { slug: string; title: string }[]>();
  for (const { slug, title, swaps } of labs)
    for (const exercise of swaps.exercises)
      byExercise.set(exercise.slug, [...(byExercise.get(exercise.slug) ?? []), { slug, title }]);
  for (const [exercise, list] of byExercise) {
    const own = (content().exercises.get(exercise)?.topics ?? []).flatMap(
      (topic) => content().bySlug.get(topic)?.labs ?? [],
    );
    list.sort((a, b) => Number(own.includes(b.slug)) - Number(own.includes(a.slug)));
  }
  return byExercise;
}
