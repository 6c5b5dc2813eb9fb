import type { Graph } from "./graph.ts";

/**
 * What is missing for the destinations, in an order in which nothing comes before what it needs.
 *
 * Wanted: the destinations and all they require, less what is known. What is known is taken to be known with all that it requires: the walk
 * down stops there. The order is topological; of the topics that could come next, the one furthest from the destinations (by breadth-first
 * distance along `requires`) comes first, then the one in the lower layer, then by slug.
 *
 * Breadth-first distance alone, reversed, is no order: it puts a topic before its own prerequisite wherever two paths differ in length.
 */
export function readingList(
  graph: Graph,
  destinations: readonly string[],
  known: ReadonlySet<string> = new Set(),
): string[] {
  const distance = distancesDown(graph, destinations, known);
  const waitsFor = new Map<string, number>();
  for (const slug of distance.keys()) {
    waitsFor.set(slug, graph.requires(slug).filter((id) => distance.has(id)).length);
  }
  const before = (a: string, b: string): number =>
    distance.get(b)! - distance.get(a)! ||
    compare(graph.topics.get(a)!.layer, graph.topics.get(b)!.layer) ||
    compare(a, b);

  const ready = [...distance.keys()].filter((slug) => waitsFor.get(slug) === 0).sort(before);
  const list: string[] = [];
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
    list.push(next);
    for (const slug of graph.unlocks(next)) {
      const left = waitsFor.get(slug);
      if (left === undefined) continue;
      waitsFor.set(slug, left - 1);
      if (left === 1) insert(ready, slug, before);
    }
  }
  return list;
}

/** Breadth-first distance of every missing topic from the nearest destination. */
function distancesDown(
  graph: Graph,
  destinations: readonly string[],
  known: ReadonlySet<string>,
): Map<string, number> {
  const distance = new Map<string, number>();
  let level = [...new Set(destinations)].filter((slug) => graph.requires(slug) && !known.has(slug));
  for (let steps = 0; level.length > 0; steps++) {
    const next: string[] = [];
    for (const slug of level) {
      if (distance.has(slug)) continue;
      distance.set(slug, steps);
      next.push(...graph.requires(slug).filter((id) => !known.has(id)));
    }
    level = next;
  }
  return distance;
}

function insert(sorted: string[], slug: string, before: (a: string, b: string) => number): void {
  let at = sorted.length;
  while (at > 0 && before(slug, sorted[at - 1]!) < 0) at--;
  sorted.splice(at, 0, slug);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
