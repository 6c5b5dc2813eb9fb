import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  buildGraph,
  layers,
  type ProgressEvent,
  readingList,
  splitFrontMatter,
  type Topic,
} from "@blankfile/curriculum";
import { loadTopic } from "@blankfile/curriculum/node";
import { repository } from "./places.ts";

const folder = path.join(repository, "content", "topics");
const known = new Map<string, Topic | undefined>();

/** A topic by its slug, read once; undefined where there is none. All 852 take seconds to read, so only those are read that are asked for. */
export function topicOf(slug: string): Topic | undefined {
  if (known.has(slug)) return known.get(slug);
  const layer = layers.find((layer) => existsSync(path.join(folder, layer, `${slug}.md`)));
  const topic = layer === undefined ? undefined : loadTopic(repository, layer, slug).value;
  known.set(slug, topic);
  return topic;
}

/** The topics that require one of these, landmarks first. */
export async function topicsOpenedBy(slugs: readonly string[]): Promise<Topic[]> {
  const names = new RegExp(`\\bid:\\s*["']?(?:${slugs.join("|")})\\b`);
  const found: Topic[] = [];
  for (const layer of layers) {
    for (const file of readdirSync(path.join(folder, layer))) {
      const parts = splitFrontMatter(readFileSync(path.join(folder, layer, file), "utf8"));
      if (typeof parts === "string" || !names.test(parts.yaml)) continue;
      const topic = topicOf(file.replace(/\.md$/, ""));
      if (topic?.requires.some(({ id }) => slugs.includes(id))) found.push(topic);
      await turn();
    }
    await turn();
  }
  return found.sort((a, b) => a.tier - b.tier || (a.title < b.title ? -1 : 1));
}

/** What is missing of the learner's last plan, in the order to learn it in; empty without a plan. */
export async function planOf(
  events: readonly ProgressEvent[],
  knownTopics: ReadonlySet<string>,
): Promise<string[]> {
  const plan = events.findLast((event) => event.kind === "plan")?.destinations ?? [];
  const destinations = plan.filter((slug) => topicOf(slug) !== undefined);
  if (destinations.length === 0) return [];
  const below = new Map<string, Topic>();
  for (const open = [...destinations]; open.length > 0; ) {
    const topic = topicOf(open.pop()!);
    if (topic === undefined || below.has(topic.slug)) continue;
    below.set(topic.slug, topic);
    open.push(...topic.requires.map(({ id }) => id));
    await turn();
  }
  return readingList(buildGraph(below.values()), destinations, knownTopics);
}

/** Lets what waits go first: a save that `check --watch` is to answer. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
