import { closure, dependents, type Gaps, type Rung, type Trace } from "@blankfile/curriculum";
import type { Atlas } from "../atlas/atlas.ts";

/** What the drawing shows beside the plain map; made by one of the functions below. */
export interface Picture {
  /** Whether all that is not marked steps back. */
  focus: boolean;
  /** By slug. */
  marks: Map<string, Mark>;
  /** Ids of the modules that are lit. */
  modules: Set<string>;
  /** Numbers beside modules' names. */
  counts: Map<string, number>;
  edges: { from: string; to: string; kind: "needs" | "helps" | "opens" }[];
  route: Trace | undefined;
  /** Topics that have their name beside them. */
  named: string[];
}

/** "behind" and "later" are what it needs and opens over further steps. */
export type Mark =
  | "match"
  | "selected"
  | "needs"
  | "behind"
  | "opens"
  | "later"
  | "stop"
  | "missing"
  | "ready"
  | "goal";

export function plainPicture(): Picture {
  return {
    focus: false,
    marks: new Map(),
    modules: new Set(),
    counts: new Map(),
    edges: [],
    route: undefined,
    named: [],
  };
}

/** A topic with all that it needs and opens lit; edges to its direct neighbours only. */
export function topicPicture({ graph }: Atlas, slug: string): Picture {
  const picture: Picture = { ...plainPicture(), focus: true, named: [slug] };
  for (const id of dependents(graph, [slug])) picture.marks.set(id, "later");
  for (const id of closure(graph, [slug])) picture.marks.set(id, "behind");
  for (const id of graph.unlocks(slug)) picture.marks.set(id, "opens");
  for (const id of [...graph.requires(slug), ...graph.recommends(slug)]) picture.marks.set(id, "needs");
  picture.marks.set(slug, "selected");
  picture.edges = [
    ...graph.requires(slug).map((from) => ({ from, to: slug, kind: "needs" as const })),
    ...graph.recommends(slug).map((from) => ({ from, to: slug, kind: "helps" as const })),
    ...graph.unlocks(slug).map((to) => ({ from: slug, to, kind: "opens" as const })),
  ];
  for (const id of [slug, ...graph.requires(slug), ...graph.recommends(slug), ...graph.unlocks(slug)])
    picture.modules.add(graph.topics.get(id)!.module);
  return picture;
}

export function modulePicture(module: string): Picture {
  return { ...plainPicture(), modules: new Set([module]) };
}

/** Topics that a filter chose stay, the others step back. */
export function filterPicture(shown: ReadonlySet<string>, module: string | undefined): Picture {
  return {
    ...plainPicture(),
    focus: true,
    marks: new Map([...shown].map((slug) => [slug, "match"])),
    modules: new Set(module === undefined ? [] : [module]),
  };
}

export function routePicture({ graph }: Atlas, route: Trace): Picture {
  const slugs = route.stops.map(({ slug }) => slug);
  return {
    ...plainPicture(),
    focus: true,
    route,
    marks: new Map(slugs.map((slug) => [slug, "stop"])),
    modules: new Set(slugs.map((slug) => graph.topics.get(slug)!.module)),
    named: slugs,
  };
}

export function gapsPicture({ graph }: Atlas, gaps: Gaps, destinations: readonly string[]): Picture {
  const picture: Picture = {
    ...plainPicture(),
    focus: true,
    counts: gaps.perModule,
    modules: new Set(gaps.perModule.keys()),
    named: [...destinations],
  };
  const ready = new Set(gaps.ready);
  for (const slug of gaps.missing) picture.marks.set(slug, ready.has(slug) ? "ready" : "missing");
  for (const goal of destinations) {
    picture.marks.set(goal, "goal");
    picture.modules.add(graph.topics.get(goal)!.module);
    for (const from of graph.requires(goal)) picture.edges.push({ from, to: goal, kind: "needs" });
  }
  return picture;
}

/** Drawn as known: evidence beyond a claim. */
export function isSolid(rung: Rung): boolean {
  return rung !== "none" && rung !== "claimed";
}
