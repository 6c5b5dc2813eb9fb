import type { PlacedTopic } from "./map.ts";

/**
 * Orders the topics of one module: by depth, so that every topic comes after its prerequisites, and within a depth
 * by the mean position of its neighbours in other modules, so that edges cross less.
 */
export function orderTopics(
  topics: readonly PlacedTopic[],
  depth: ReadonlyMap<string, number>,
  neighbours: ReadonlyMap<string, readonly number[]>,
): string[] {
  const pull = (slug: string) => {
    const xs = neighbours.get(slug) ?? [];
    return xs.length === 0 ? 0.5 : xs.reduce((sum, x) => sum + x, 0) / xs.length;
  };
  return topics
    .map(({ slug }) => slug)
    .sort((a, b) => depth.get(a)! - depth.get(b)! || pull(a) - pull(b) || (a < b ? -1 : 1));
}

/** The longest chain of prerequisites, hard and soft, below each topic. */
export function depths(topics: readonly PlacedTopic[]): Map<string, number> {
  const bySlug = new Map(topics.map((topic) => [topic.slug, topic]));
  const known = new Map<string, number>();
  const open = new Set<string>();
  const depth = (slug: string): number => {
    const found = known.get(slug);
    if (found !== undefined) return found;
    if (open.has(slug))
      throw new RangeError(
        `layout: ${[...open, slug].slice([...open].indexOf(slug)).join(" → ")} is a cycle, an acyclic graph is needed; check the graph first`,
      );
    open.add(slug);
    const topic = bySlug.get(slug)!;
    let deepest = -1;
    for (const { id } of [...topic.requires, ...topic.recommends]) deepest = Math.max(deepest, depth(id));
    open.delete(slug);
    known.set(slug, deepest + 1);
    return deepest + 1;
  };
  for (const { slug } of topics) depth(slug);
  return known;
}
