import type { PlacedTopic } from "./map.ts";

/** How many prerequisites lead from one module into another. */
export interface ModuleEdge {
  from: string;
  to: string;
  weight: number;
}

/** Modules of each layer, left to right. */
export type ModuleRows = string[][];

/** One edge per pair of different modules, with the number of topic edges, hard and soft, that it stands for. */
export function moduleEdges(topics: readonly PlacedTopic[]): ModuleEdge[] {
  const moduleOf = new Map(topics.map((topic) => [topic.slug, topic.module]));
  const edges = new Map<string, ModuleEdge>();
  for (const topic of topics) {
    for (const { id } of [...topic.requires, ...topic.recommends]) {
      const from = moduleOf.get(id);
      if (from === undefined)
        throw new RangeError(
          `layout: ${topic.slug} needs "${id}", a slug in the given topics is needed; check the graph first`,
        );
      if (from === topic.module) continue;
      const key = `${from} ${topic.module}`;
      const edge = edges.get(key) ?? { from, to: topic.module, weight: 0 };
      edge.weight += 1;
      edges.set(key, edge);
    }
  }
  return [...edges.values()];
}

/**
 * The centre of each module's tile when a band is 1 wide and shared equally:
 *
 *   x(j) = (j + 1/2) / n   for the j-th of n modules
 */
export function moduleCentres(rows: ModuleRows): Map<string, number> {
  const centres = new Map<string, number>();
  for (const row of rows) for (const [j, id] of row.entries()) centres.set(id, (j + 0.5) / row.length);
  return centres;
}

/** Horizontal length of all edges together, in widths of a band: Σ weight · |x(to) − x(from)|. */
export function edgeLength(rows: ModuleRows, edges: readonly ModuleEdge[]): number {
  const x = moduleCentres(rows);
  let length = 0;
  for (const { from, to, weight } of edges) length += weight * Math.abs(x.get(to)! - x.get(from)!);
  return length;
}
