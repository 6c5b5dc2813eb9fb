import type { PracticeItem } from "@blankfile/curriculum";
import { loadAtlas } from "../atlas/load-atlas.ts";
import { href } from "../shell/href.ts";

/** What `data/exercises.json` says of an exercise; module and prerequisites of its topic stand in the atlas. */
export interface ExerciseRow {
  slug: string;
  title: string;
  /** The first topic that it proves. */
  topic: string;
  difficulty: number;
  /** Labs that can run on a passing solution. */
  labs?: { slug: string; title: string }[];
}

export interface IndexedExercise extends ExerciseRow, PracticeItem {}

let index: Promise<IndexedExercise[]> | undefined;

/** All exercises, as the choice of the next one needs them; fetched once a page. */
export function loadPracticeIndex(): Promise<IndexedExercise[]> {
  index ??= load();
  index.catch(() => {
    index = undefined;
  });
  return index;
}

async function load(): Promise<IndexedExercise[]> {
  const [response, { graph }] = await Promise.all([
    fetch(href("/data/exercises.json"), { cache: "no-cache" }),
    loadAtlas(),
  ]);
  if (!response.ok) throw new Error(`data/exercises.json: the host answered ${response.status}`);
  return ((await response.json()) as ExerciseRow[]).flatMap((row) => {
    const topic = graph.topics.get(row.topic);
    if (topic === undefined) return [];
    const { module, layer, requires } = topic;
    return [{ ...row, module, layer, requires: requires.map(({ id }) => id) }];
  });
}
