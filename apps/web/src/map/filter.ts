import { atLeast, type Rung } from "@blankfile/curriculum";
import type { AtlasTopic } from "../atlas/atlas.ts";

/** Which topics the map shows; what is undefined does not choose. */
export interface Filter {
  /** Of a track. */
  track: string | undefined;
  tier: Tier | undefined;
  state: State | undefined;
  has: Has | undefined;
}

export const tiers = ["landmark", "core", "special"] as const;
export type Tier = (typeof tiers)[number];

/** `ready`: not known, and everything it requires is. */
export const states = ["unknown", "ready", "claimed", "proved"] as const;
export type State = (typeof states)[number];

export const haves = ["page", "exercise", "lab"] as const;
export type Has = (typeof haves)[number];

export const noFilter: Filter = { track: undefined, tier: undefined, state: undefined, has: undefined };

export function isEmpty(filter: Filter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}

/** What is asked of the reader's evidence. */
export interface Standing {
  rung: (slug: string) => Rung;
  tracks: ReadonlyMap<string, { topics: ReadonlySet<string> }>;
}

/** Whether a topic passes all that the filter asks. */
export function passes(topic: AtlasTopic, filter: Filter, standing: Standing): boolean {
  const { track, tier, state, has } = filter;
  return (
    (track === undefined || standing.tracks.get(track)?.topics.has(topic.slug) === true) &&
    (tier === undefined || topic.tier === tiers.indexOf(tier) + 1) &&
    (state === undefined || isIn(topic, state, standing.rung)) &&
    (has === undefined || owns(topic, has))
  );
}

function isIn(topic: AtlasTopic, state: State, rungOf: (slug: string) => Rung): boolean {
  const rung = rungOf(topic.slug);
  if (state === "unknown") return rung === "none";
  if (state === "claimed") return rung === "claimed";
  if (state === "proved") return atLeast(rung, "explained");
  return rung === "none" && topic.requires.every(({ id }) => rungOf(id) !== "none");
}

function owns(topic: AtlasTopic, has: Has): boolean {
  if (has === "page") return topic.status !== "outline";
  return has === "exercise" ? topic.hasExercise : topic.hasLab;
}
