import { closure, dependents } from "./closure.ts";
import type { Graph } from "./graph.ts";

/** An answer of a placement: whether the topic asked about is known. */
export interface PlacementAnswer {
  topic: string;
  passed: boolean;
}

export interface PlacementOptions {
  destinations: readonly string[];
  /** Known already, by evidence or claim; with all below it. */
  known: ReadonlySet<string>;
  answers: readonly PlacementAnswer[];
  /** How well a topic can be asked about, 1 unless told: one with cards is asked before one that has only its summary. */
  weight?: (slug: string) => number;
}

export interface Placement {
  /** The topic to ask about next; undefined when nothing is open, or enough was asked. */
  next: string | undefined;
  /** Credited by the answers: topics that were passed, and all that they require, less what was known before. */
  credited: string[];
  /** Topics of which nothing is known yet. */
  open: number;
  asked: number;
}

/** After so many questions the placement ends; what is still open then counts as not known. */
export const mostQuestions = 12;

/**
 * Finds what somebody knows of a destination by few questions. Who knows a topic is taken to know all that it requires; who does not, to
 * know nothing that requires it. So each answer settles a part of what is open, whichever way it goes, and the question asked is that
 * whose smaller part is the largest:
 *
 *   argmax over open t of w(t) · min(|open below t, and t|, |open above t, and t|)
 *
 * Where all prerequisites stood in one row this would be bisection, and n topics would take ⌈log₂(n + 1)⌉ questions. They do not: topics
 * side by side have to be asked about one by one, which is why there is an end to it.
 */
export function placement(graph: Graph, options: PlacementOptions): Placement {
  const { destinations, answers, weight = () => 1 } = options;
  const known = new Set([...options.known, ...closure(graph, inGraph(graph, options.known))]);
  const wanted = new Set(
    [...destinations, ...closure(graph, destinations)].filter((slug) => !known.has(slug)),
  );
  const passed = inGraph(
    graph,
    answers.filter((one) => one.passed).map(({ topic }) => topic),
  );
  const failed = inGraph(
    graph,
    answers.filter((one) => !one.passed).map(({ topic }) => topic),
  );
  const credited = new Set([...passed, ...closure(graph, passed)].filter((slug) => !known.has(slug)));
  const lacking = new Set([...failed, ...dependents(graph, failed)]);
  const open = new Set([...wanted].filter((slug) => !credited.has(slug) && !lacking.has(slug)));

  return {
    next: answers.length >= mostQuestions ? undefined : bestQuestion(graph, open, weight),
    credited: [...credited].sort(),
    open: open.size,
    asked: answers.length,
  };
}

function bestQuestion(
  graph: Graph,
  open: ReadonlySet<string>,
  weight: (slug: string) => number,
): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const slug of [...open].sort()) {
    const below = 1 + countIn(open, closure(graph, [slug]));
    const above = 1 + countIn(open, dependents(graph, [slug]));
    const value = weight(slug) * Math.min(below, above);
    if (value > most) [best, most] = [slug, value];
  }
  return best;
}

function countIn(set: ReadonlySet<string>, slugs: Iterable<string>): number {
  let count = 0;
  for (const slug of slugs) if (set.has(slug)) count++;
  return count;
}

function inGraph(graph: Graph, slugs: Iterable<string>): string[] {
  return [...slugs].filter((slug) => graph.topics.has(slug));
}
