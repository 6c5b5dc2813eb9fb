import type { Atlas, AtlasTopic } from "../atlas/atlas.ts";

/**
 * Written pages near a topic that has none yet: those met first on the way down through its prerequisites, then on the
 * way up, at most `count`; without any on either way, the first written landmarks of the map.
 */
export function nearFinished(atlas: Atlas, slug: string, count = 4): AtlasTopic[] {
  const { graph } = atlas;
  const down = walk(slug, (id) => [...graph.requires(id), ...graph.recommends(id)]);
  const up = walk(slug, (id) => [...graph.unlocks(id), ...graph.recommendedBy(id)]);
  const written = [...new Set([...down, ...up])]
    .map((id) => graph.topics.get(id)!)
    .filter((topic) => topic.status !== "outline");
  if (written.length > 0) return written.slice(0, count);
  return atlas.topics.filter(({ status, tier }) => status !== "outline" && tier === 1).slice(0, count);
}

/** Breadth first, the start left out. */
function walk(start: string, next: (slug: string) => readonly string[]): string[] {
  const seen = new Set([start]);
  const queue = [start];
  for (const slug of queue)
    for (const other of next(slug))
      if (!seen.has(other)) {
        seen.add(other);
        queue.push(other);
      }
  return queue.slice(1);
}
