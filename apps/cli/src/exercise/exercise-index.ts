import { readFileSync } from "node:fs";
import path from "node:path";
import { type ExerciseMeta, type PracticeItem, parseExercise } from "@blankfile/curriculum";
import { exerciseFolder, exerciseNames } from "../places.ts";
import { topicOf, turn } from "../topics.ts";

/** An exercise with what a list says of it. */
export interface IndexedExercise extends PracticeItem {
  meta: ExerciseMeta;
  topicTitle: string;
}

let index: Promise<IndexedExercise[]> | undefined;

/** All exercises of the content, read once: the front matter alone. One that cannot be read is left out; its own command says what is wrong. */
export function exerciseIndex(): Promise<IndexedExercise[]> {
  index ??= read();
  return index;
}

async function read(): Promise<IndexedExercise[]> {
  const found: IndexedExercise[] = [];
  for (const slug of exerciseNames()) {
    const file = path.join(exerciseFolder(slug), "exercise.md");
    const meta = parseExercise(readFileSync(file, "utf8"), slug, file).value;
    const topic = meta && topicOf(meta.topics[0]!);
    if (meta === undefined || topic === undefined) continue;
    found.push({
      slug,
      topic: topic.slug,
      module: topic.module,
      layer: topic.layer,
      difficulty: meta.difficulty,
      requires: topic.requires.map(({ id }) => id),
      meta,
      topicTitle: topic.title,
    });
    await turn();
  }
  return found;
}
