import { content } from "../content/load.ts";
import type { TopicLink } from "./exercise-data.ts";

/** An exercise as a list shows it. */
export interface ListedExercise {
  slug: string;
  title: string;
  difficulty: number;
  minutes: number;
  topics: TopicLink[];
}

/** All exercises, the easy ones first (at build time). */
export function exerciseList(): ListedExercise[] {
  return [...content().exercises]
    .map(([slug, { title, difficulty, minutes, topics }]) => ({
      slug,
      title,
      difficulty,
      minutes,
      topics: topics.map(topicLink),
    }))
    .sort((a, b) => a.difficulty - b.difficulty || a.title.localeCompare(b.title, "en"));
}

export function topicLink(slug: string): TopicLink {
  return { slug, title: content().bySlug.get(slug)?.title ?? slug };
}
