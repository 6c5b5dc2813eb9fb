import type { Atlas } from "../atlas/atlas.ts";
import { searchTopics } from "../search/topic-search.ts";

export interface ReadPlan {
  units: { id: string; title: string; topics: string[] }[];
  /** Lines that name no topic exactly, and the topic that they were read as. */
  guessed: { line: string; slug: string }[];
  /** Lines that name none. */
  unread: string[];
  /** How many lines at the end were too many to be read. */
  left: number;
}

/** A book pasted by mistake is not searched line by line. */
export const mostLines = 400;
/** No title of a topic is as long. */
const longestLine = 120;

/**
 * Reads a plan as people write it: a line a topic, by title or slug, with or without bullets, numbers and boxes. A line that ends with a colon,
 * begins with `#`, or is "Week 3" or the like begins a new part, and so does a line after an empty one that names no topic.
 */
export function readPlan(text: string, atlas: Atlas): ReadPlan {
  const exact = exactNames(atlas);
  const lines = text.split("\n");
  const plan: ReadPlan = { units: [], guessed: [], unread: [], left: Math.max(0, lines.length - mostLines) };
  let afterGap = true;
  for (const raw of lines.slice(0, mostLines)) {
    const line = plainLine(raw);
    if (line === "") {
      afterGap = true;
      continue;
    }
    const slug = exact.get(simple(line));
    if (slug !== undefined) partOf(plan).push(slug);
    else if (isHeading(raw) || (afterGap && nearest(line, atlas) === undefined))
      begin(plan, line.replace(/:$/, ""));
    else guess(plan, line, atlas);
    afterGap = false;
  }
  return { ...plan, units: plan.units.filter(({ topics }) => topics.length > 0) };
}

function guess(plan: ReadPlan, line: string, atlas: Atlas): void {
  const slug = nearest(line, atlas);
  if (slug === undefined) plan.unread.push(line);
  else {
    plan.guessed.push({ line, slug });
    partOf(plan).push(slug);
  }
}

const found = new WeakMap<Atlas, Map<string, string | undefined>>();

/** The topic that a line is most like. What was looked for once is known: the plan is read again with every letter typed. */
function nearest(line: string, atlas: Atlas): string | undefined {
  if (line.length > longestLine) return undefined;
  const known = found.get(atlas) ?? new Map<string, string | undefined>();
  found.set(atlas, known);
  if (!known.has(line)) known.set(line, searchTopics(atlas, line, 1)[0]?.slug);
  return known.get(line);
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
