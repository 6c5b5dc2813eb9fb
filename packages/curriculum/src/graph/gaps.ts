import type { Graph } from "./graph.ts";
import { readingList } from "./reading-list.ts";

export interface Gaps {
  /** What is missing, the destinations included, in an order to learn it in. */
  missing: string[];
  /** Of these, what can be started now: every hard prerequisite is known. */
  ready: string[];
  /** The first five of the list. */
  next: string[];
  /** The landmarks of the list, in its order. */
  landmarks: string[];
  /** Missing topics per module. */
  perModule: Map<string, number>;
}

/** What stands between somebody and the destinations. */
export function gaps(graph: Graph, destinations: readonly string[], known: ReadonlySet<string>): Gaps {
  const missing = readingList(graph, destinations, known);
  const lacking = new Set(missing);
  const perModule = new Map<string, number>();
  for (const slug of missing) {
    const { module } = graph.topics.get(slug)!;
    perModule.set(module, (perModule.get(module) ?? 0) + 1);
  }
  return {
    missing,
    ready: missing.filter((slug) => !graph.requires(slug).some((id) => lacking.has(id))),
    next: missing.slice(0, 5),
    landmarks: missing.filter((slug) => graph.topics.get(slug)!.tier === 1),
    perModule,
  };
}
