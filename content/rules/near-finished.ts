import type { Topic } from "@blankfile/curriculum";

/** Slugs of the topics within `steps` edges, hard or soft, up or down, of a topic that has a page. */
export function nearFinished(topics: readonly Topic[], steps: number): Set<string> {
  const neighbours = new Map<string, string[]>(topics.map(({ slug }) => [slug, []]));
  for (const { slug, requires, recommends } of topics)
    for (const { id } of [...requires, ...recommends]) {
      neighbours.get(slug)!.push(id);
      neighbours.get(id)?.push(slug);
    }
  const found = new Set(topics.filter(({ status }) => status !== "outline").map(({ slug }) => slug));
  let edge = [...found];
  for (let step = 0; step < steps; step++) {
    edge = edge.flatMap((slug) => neighbours.get(slug) ?? []).filter((slug) => !found.has(slug));
    for (const slug of edge) found.add(slug);
  }
  return found;
}
