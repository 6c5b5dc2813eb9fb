import { type ExerciseMeta, kindNames, minutesText } from "@blankfile/curriculum";
import { content } from "../content/load.ts";
import type { TopicLink } from "./exercise-data.ts";

export { kindNames, minutesText };

/** An exercise as a list shows it. */
export interface ListedExercise {
  slug: string;
  title: string;
  difficulty: number;
  kind: ExerciseMeta["kind"];
  /** "about 30 min"; empty where nobody said. */
  minutes: string;
  topics: TopicLink[];
  /** Topics that the first of them requires. */
  needs: string[];
}

/** All exercises, the easy ones first (at build time). */
export function exerciseList(): ListedExercise[] {
  return [...content().exercises]
    .map(([slug, exercise]) => ({
      slug,
      title: exercise.title,
      kind: exercise.kind,
      difficulty: exercise.difficulty,
      minutes: minutesText(exercise),
      topics: exercise.topics.map(topicLink),
      needs: (content().bySlug.get(exercise.topics[0]!)?.requires ?? []).map(({ id }) => id),
    }))
    .sort((a, b) => a.difficulty - b.difficulty || a.title.localeCompare(b.title, "en"));
}

/** The exercises of each module that has some, in the order of the map: a module's are those whose first topic it holds. */
export function exercisesByModule(): {
  id: string;
  title: string;
  layer: string;
  exercises: ListedExercise[];
}[] {
  const { bySlug, modules } = content();
  const list = exerciseList();
  return modules
    .map(({ id, title, layer }) => ({
      id,
      title,
      layer,
      exercises: list.filter(({ topics }) => bySlug.get(topics[0]!.slug)?.module === id),
    }))
    .filter(({ exercises }) => exercises.length > 0);
}

export function topicLink(slug: string): TopicLink {
  return { slug, title: content().bySlug.get(slug)?.title ?? slug };
}
