import type { ExerciseMeta } from "@blankfile/curriculum";
import { content } from "../content/load.ts";
import type { TopicLink } from "./exercise-data.ts";

/** An exercise as a list shows it. */
export interface ListedExercise {
  slug: string;
  title: string;
  difficulty: number;
  kind: ExerciseMeta["kind"];
  /** "about 30 min"; empty where nobody said. */
  minutes: string;
  topics: TopicLink[];
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
    }))
    .sort((a, b) => a.difficulty - b.difficulty || a.title.localeCompare(b.title, "en"));
}

export function minutesText({ minutes }: Pick<ExerciseMeta, "minutes">): string {
  if (minutes === undefined) return "";
  return `${minutes.basis === "estimated" ? "about " : ""}${minutes.practice} min`;
}

export function topicLink(slug: string): TopicLink {
  return { slug, title: content().bySlug.get(slug)?.title ?? slug };
}
