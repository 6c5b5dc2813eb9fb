import type { MapOrder, PlacedTopic } from "./map.ts";
import { moduleCentres, moduleEdges } from "./module-edges.ts";
import { orderModules } from "./order-modules.ts";
import { depths, orderTopics } from "./order-topics.ts";

/** The place of every topic on the map, the same for the same graph whatever order the topics come in. */
export function computeMap(topics: readonly PlacedTopic[], layers: readonly string[]): MapOrder {
  const sorted = [...topics].sort((a, b) => (a.slug < b.slug ? -1 : 1));
  const stray = sorted.find(({ layer }) => !layers.includes(layer));
  if (stray !== undefined)
    throw new RangeError(
      `layout: ${stray.slug} stands in layer "${stray.layer}", one of ${layers.join(", ")} is needed`,
    );
  const modules = layers.map((layer) => [
    ...new Set(sorted.filter((topic) => topic.layer === layer).map((topic) => topic.module)),
  ]);
  const rows = orderModules(modules, moduleEdges(sorted));
  const depth = depths(sorted);
  const neighbours = neighbourPositions(sorted, moduleCentres(rows));
  return {
    version: 1,
    layers: layers.map((id, k) => ({
      id,
      modules: rows[k]!.map((module) => ({
        id: module,
        topics: orderTopics(
          sorted.filter((topic) => topic.module === module),
          depth,
          neighbours,
        ),
      })),
    })),
  };
}

/** For each topic the positions of the modules, other than its own, to which an edge leads from it or to it. */
function neighbourPositions(topics: readonly PlacedTopic[], x: Map<string, number>): Map<string, number[]> {
  const moduleOf = new Map(topics.map(({ slug, module }) => [slug, module]));
  const positions = new Map<string, number[]>(topics.map(({ slug }) => [slug, []]));
  for (const { slug, module, requires, recommends } of topics) {
    for (const { id } of [...requires, ...recommends]) {
      const other = moduleOf.get(id)!;
      if (other === module) continue;
      positions.get(slug)!.push(x.get(other)!);
      positions.get(id)!.push(x.get(module)!);
    }
  }
  return positions;
}
