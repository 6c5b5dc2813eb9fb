import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PageContext } from "@blankfile/content/page";
import { problemText, type Topic } from "@blankfile/curriculum";
import { type Content, loadContent } from "@blankfile/curriculum/node";
import { labList } from "../lab/lab-list.ts";
import { buildProblems } from "./build-problems.ts";

/** What the pages are made from, at build time. */
export interface SiteContent extends Omit<Content, "topics" | "labs" | "problems"> {
  topics: Topic[];
  bySlug: Map<string, Topic>;
  /** The order of the map, from the bottom band up. */
  map: { layers: { id: string; modules: { id: string; topics: string[] }[] }[] };
  labs: Map<string, { title: string }>;
  /** For rendering pages. */
  page: PageContext;
}

const folder = dirname(createRequire(import.meta.url).resolve("@blankfile/content/map.json"));

let kept: SiteContent | undefined;

/** Reads the content once. A build fails with everything that is wrong with it; the development server says it and goes on. */
export function content(): SiteContent {
  kept ??= read();
  return kept;
}

function read(): SiteContent {
  const root = dirname(folder);
  const { topics, problems, ...rest } = loadContent(root);
  complain(buildProblems({ topics, problems }).map(problemText));
  const labs = new Map(labList().map(({ slug, title }) => [slug, { title }]));
  return {
    ...rest,
    topics: [...topics.values()],
    bySlug: topics,
    map: JSON.parse(readFileSync(join(folder, "map.json"), "utf8")),
    labs,
    page: { root, base: import.meta.env.BASE_URL, topics, labs, exercises: rest.exercises },
  };
}

/** Ends a build, or warns while somebody writes. */
export function complain(problems: readonly string[]): void {
  if (problems.length === 0) return;
  const text = problems.join("\n");
  if (import.meta.env.PROD)
    throw new Error(
      `content: given ${problems.length} ${problems.length === 1 ? "problem" : "problems"}, none is needed:\n${text}`,
    );
  console.warn(text);
}
