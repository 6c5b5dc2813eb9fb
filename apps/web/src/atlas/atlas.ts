import { buildGraph, type Graph, type GraphTopic } from "@blankfile/curriculum";

/**
 * The topics and their prerequisites as the pages use them: `data/atlas.json`, small enough to load whole. Topics stand
 * in the map's order, from the bottom band up, and name each other by their place in that list.
 */
export interface AtlasFile {
  layers: { id: string; name: string }[];
  /** In the map's order, each layer's from left to right. */
  modules: { id: string; title: string; layer: string }[];
  topics: TopicRow[];
  /** Tracks, their topics by place. */
  tracks: { slug: string; title: string; topics: number[] }[];
  /** `${topic}>${prerequisite}` → why it is needed, where the page says so. */
  whys: Record<string, string>;
}

/** slug, title, place of the module, tier, status, requires, recommends, the sum of its `has`; then minutes where they are known. */
export type TopicRow = [
  string,
  string,
  number,
  1 | 2 | 3,
  0 | 1 | 2,
  number[],
  number[],
  number,
  minutes?: number,
];

/** What a topic has: whether an exercise can prove it, an exercise that does, a lab, cards. */
export const has = { proof: 1, exercise: 2, lab: 4, cards: 8 } as const;

export const statuses = ["outline", "draft", "reviewed"] as const;

export interface AtlasTopic extends GraphTopic {
  title: string;
  status: (typeof statuses)[number];
  requires: Edge[];
  recommends: Edge[];
  /** Whether an exercise can prove it. */
  provable: boolean;
  hasExercise: boolean;
  hasLab: boolean;
  hasCards: boolean;
  /** Reading and practice, as its page says; undefined where it says nothing. */
  minutes: number | undefined;
  /** In the map's order. */
  place: number;
}

export interface Edge {
  id: string;
  why?: string;
}

export interface Module {
  id: string;
  title: string;
  layer: string;
  topics: AtlasTopic[];
  /** In the map's order. */
  place: number;
}

export interface Layer {
  id: string;
  name: string;
  modules: Module[];
}

export interface Atlas {
  graph: Graph<AtlasTopic>;
  /** From the bottom band up. */
  layers: Layer[];
  modules: Map<string, Module>;
  /** All topics in the map's order. */
  topics: AtlasTopic[];
  tracks: Map<string, { title: string; topics: Set<string> }>;
}

export function openAtlas(file: AtlasFile): Atlas {
  const layers = file.layers.map((layer): Layer => ({ ...layer, modules: [] }));
  const modules = file.modules.map((entry, place): Module => {
    const module = { ...entry, topics: [], place };
    layers.find(({ id }) => id === entry.layer)!.modules.push(module);
    return module;
  });
  const topics = file.topics.map((row, place): AtlasTopic => {
    const [slug, title, module, tier, status, requires, recommends, sum, minutes] = row;
    const edges = (list: number[]) =>
      list.map((other): Edge => {
        const why = file.whys[`${place}>${other}`];
        return { id: file.topics[other]![0], ...(why !== undefined && { why }) };
      });
    const topic: AtlasTopic = {
      slug,
      title,
      layer: modules[module]!.layer,
      module: modules[module]!.id,
      tier,
      status: statuses[status],
      requires: edges(requires),
      recommends: edges(recommends),
      provable: (sum & has.proof) !== 0,
      hasExercise: (sum & has.exercise) !== 0,
      hasLab: (sum & has.lab) !== 0,
      hasCards: (sum & has.cards) !== 0,
      minutes,
      place,
    };
    modules[module]!.topics.push(topic);
    return topic;
  });
  return {
    graph: buildGraph(topics),
    layers,
    modules: new Map(modules.map((module) => [module.id, module])),
    topics,
    tracks: new Map(
      file.tracks.map(({ slug, title, topics: places }) => [
        slug,
        { title, topics: new Set(places.map((place) => topics[place]!.slug)) },
      ]),
    ),
  };
}
