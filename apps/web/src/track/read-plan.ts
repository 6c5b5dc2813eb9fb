import type { Atlas } from "../atlas/atlas.ts";
import { searchTopics } from "../search/topic-search.ts";

export interface ReadPlan {
  units: { id: string; title: string; topics: string[] }[];
  /** Lines that name no topic exactly, and the topic that they were read as. */
  guessed: { line: string; slug: string }[];
  /** Lines that name none. */
  unread: string[];
}

/**
 * Reads a plan as people write it: a line a topic, by title or slug, with or without bullets, numbers and boxes. A line that ends with a colon,
 * begins with `#`, or is "Week 3" or the like begins a new part, and so does a line after an empty one that names no topic.
 */
export function readPlan(text: string, atlas: Atlas): ReadPlan {
  const exact = exactNames(atlas);
  const plan: ReadPlan = { units: [], guessed: [], unread: [] };
  let afterGap = true;
  for (const raw of text.split("\n")) {
    const line = plainLine(raw);
    if (line === "") {
      afterGap = true;
      continue;
    }
    const slug = exact.get(simple(line));
    if (slug !== undefined) partOf(plan).push(slug);
    else if (isHeading(raw) || (afterGap && searchTopics(atlas, line, 1).length === 0))
      begin(plan, line.replace(/:$/, ""));
    else guess(plan, line, atlas);
    afterGap = false;
  }
  return { ...plan, units: plan.units.filter(({ topics }) => topics.length > 0) };
}

function guess(plan: ReadPlan, line: string, atlas: Atlas): void {
  const [hit] = searchTopics(atlas, line, 1);
  if (hit === undefined) plan.unread.push(line);
  else {
    plan.guessed.push({ line, slug: hit.slug });
    partOf(plan).push(hit.slug);
  }
}

function begin(plan: ReadPlan, title: string): void {
  plan.units.push({ id: String(plan.units.length), title, topics: [] });
}

function partOf(plan: ReadPlan): string[] {
  if (plan.units.length === 0) begin(plan, "the plan");
  return plan.units.at(-1)!.topics;
}

function isHeading(raw: string): boolean {
  return (
    /^\s*#/.test(raw) ||
    /:\s*$/.test(raw) ||
    /^\W*(week|month|stage|phase|part|unit|level|day)\s+\d+/i.test(raw)
  );
}

/** Without bullets, numbers, boxes and emphasis. */
function plainLine(raw: string): string {
  return raw
    .trim()
    .replace(/^#+\s*/, "")
    .replace(/^(?:[-*•]|\d+[.)])\s+/, "")
    .replace(/^\[[ xX]\]\s*/, "")
    .replaceAll(/\*\*|__|`/g, "")
    .trim();
}

function exactNames(atlas: Atlas): Map<string, string> {
  const names = new Map<string, string>();
  for (const { slug, title } of atlas.topics) {
    names.set(simple(slug), slug);
    names.set(simple(title), slug);
  }
  return names;
}

function simple(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
