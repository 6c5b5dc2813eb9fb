import type { Topic } from "@blankfile/curriculum";
import { type AtlasFile, has, statuses, type TopicRow } from "../atlas/atlas.ts";
import { content } from "./load.ts";

/** The graph for the pages: topics in the order of the map, their prerequisites as places in that list. */
export function atlasFile(): AtlasFile {
  const { bySlug, layers, modules, map, tracks } = content();
  const ordered = map.layers.flatMap((layer) =>
    layer.modules.map((module) => ({ ...module, layer: layer.id })),
  );
  const slugs = ordered.flatMap((module) => module.topics);
  const place = new Map(slugs.map((slug, index) => [slug, index]));
  const whys: Record<string, string> = {};
  const places = (slug: string, edges: readonly { id: string; why?: string | undefined }[]) =>
    edges.map((edge) => {
      const target = place.get(edge.id);
      if (target === undefined)
        throw new RangeError(
          `map: ${edge.id}, a prerequisite of ${slug}, stands nowhere in content/map.json`,
        );
      if (edge.why) whys[`${place.get(slug)}>${target}`] = edge.why;
      return target;
    });
  const topics = ordered.flatMap((module, index) =>
    module.topics.map((slug): TopicRow => {
      const topic = bySlug.get(slug);
      if (topic === undefined)
        throw new RangeError(
          `map: content/map.json places ${slug}, and no such topic exists; make the map again`,
        );
      return [
        slug,
        topic.title,
        index,
        topic.tier,
        statuses.indexOf(topic.status) as 0 | 1 | 2,
        places(slug, topic.requires),
        places(slug, topic.recommends),
        sumOf(topic),
        ...minutesOf(topic),
      ];
    }),
  );
  return {
    layers: map.layers.map(({ id }) => ({ id, name: layers.find((layer) => layer.id === id)!.name })),
    modules: ordered.map(({ id, layer }) => ({
      id,
      title: modules.find((module) => module.id === id)!.title,
      layer,
    })),
    topics,
    tracks: [...tracks.values()].map(({ slug, title, units }) => ({
      slug,
      title,
      topics: [...new Set(units.flatMap((unit) => unit.topics))].map((id) => place.get(id)!),
    })),
    whys,
  };
}

function sumOf({ affords, exercises = [], labs = [], cards = [] }: Topic): number {
  return (
    (affords.includes("exercise") ? has.proof : 0) +
    (exercises.length > 0 ? has.exercise : 0) +
    (labs.length > 0 ? has.lab : 0) +
    (cards.length > 0 ? has.cards : 0)
  );
}

function minutesOf({ minutes }: Topic): [] | [number] {
  const sum = (minutes?.read ?? 0) + (minutes?.practice ?? 0);
  return sum > 0 ? [sum] : [];
}

/** The summaries in the same order; "" where a topic has none yet. */
export function summaries(): string[] {
  const { bySlug, map } = content();
  return map.layers
    .flatMap((layer) => layer.modules.flatMap((module) => module.topics))
    .map((slug) => bySlug.get(slug)?.summary ?? "");
}
