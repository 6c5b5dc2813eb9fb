import type { Atlas, AtlasTopic, Module } from "./atlas.ts";

export interface Stretch {
  module: Module;
  topics: AtlasTopic[];
}

/**
 * The topics in an order in which nothing comes before what it needs, hard or soft, and which stays in a module as long
 * as it can. A module that waits for another comes up again later.
 */
export function stretches({ graph, modules, topics }: Atlas, wanted: readonly string[]): Stretch[] {
  const left = new Set(wanted);
  const needs = (slug: string) => [...graph.requires(slug), ...graph.recommends(slug)];
  const startable = () =>
    topics.filter(({ slug }) => left.has(slug) && needs(slug).every((id) => !left.has(id)));
  const finishable = (module: Module) =>
    module.topics.every(
      ({ slug }) =>
        !left.has(slug) ||
        needs(slug).every((id) => !left.has(id) || graph.topics.get(id)!.module === module.id),
    );

  const result: Stretch[] = [];
  while (left.size > 0) {
    const candidates = startable();
    // Topics stand from the lowest layer up, so the first one is in the lowest layer that has any.
    const lowest = candidates.filter(({ layer }) => layer === candidates[0]!.layer);
    const start = lowest.find((topic) => finishable(modules.get(topic.module)!)) ?? lowest[0]!;
    const stretch: Stretch = { module: modules.get(start.module)!, topics: [] };
    for (let next: AtlasTopic | undefined = start; next !== undefined; ) {
      stretch.topics.push(next);
      left.delete(next.slug);
      next = startable().find(({ module }) => module === start.module);
    }
    result.push(stretch);
  }
  return result;
}
