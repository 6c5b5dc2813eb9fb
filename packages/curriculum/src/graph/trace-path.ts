import type { Graph } from "./graph.ts";

export interface Stop {
  slug: string;
  /** How this stop follows from the one before it; missing at the start. */
  by?: "requires" | "recommends";
}

export interface Trace {
  stops: Stop[];
  /** The route was found from the second topic to the first: the first builds on the second. */
  turned: boolean;
}

/**
 * A shortest route up the map: each stop requires the one before it. Where there is none along `requires` alone, `recommends` counts
 * too, told apart at each stop. Where only the other direction has a route, it is given and `turned` is true.
 * undefined where neither topic builds on the other.
 */
export function tracePath(graph: Graph, from: string, to: string): Trace | undefined {
  for (const kinds of [hard, hardAndSoft]) {
    for (const turned of [false, true]) {
      const stops = turned ? shortest(graph, to, from, kinds) : shortest(graph, from, to, kinds);
      if (stops !== undefined) return { stops, turned };
    }
  }
  return undefined;
}

type Kinds = readonly ("requires" | "recommends")[];
const hard: Kinds = ["requires"];
const hardAndSoft: Kinds = ["requires", "recommends"];

function shortest(graph: Graph, from: string, to: string, kinds: Kinds): Stop[] | undefined {
  graph.requires(to);
  const reached = new Map<string, { before: string; by: "requires" | "recommends" } | undefined>([
    [from, undefined],
  ]);
  const queue = [from];
  for (const slug of queue) {
    if (slug === to) break;
    for (const by of kinds) {
      for (const next of by === "requires" ? graph.unlocks(slug) : graph.recommendedBy(slug)) {
        if (reached.has(next)) continue;
        reached.set(next, { before: slug, by });
        queue.push(next);
      }
    }
  }
  if (!reached.has(to)) return undefined;
  const stops: Stop[] = [];
  for (let slug: string | undefined = to; slug !== undefined; ) {
    const step: { before: string; by: "requires" | "recommends" } | undefined = reached.get(slug);
    stops.unshift({ slug, ...(step && { by: step.by }) });
    slug = step?.before;
  }
  return stops;
}
