import { type Filter, haves, noFilter, states, tiers } from "./filter.ts";

/** What a map's address says: everything that a person would share. */
export interface MapAddress {
  mode: Mode;
  /** The topic whose panel is open, in explore mode. */
  topic: string | undefined;
  /** The module whose card is open, in explore mode. */
  module: string | undefined;
  /** The two ends of the route. */
  from: string | undefined;
  to: string | undefined;
  /** Destinations of the gap finder. */
  destinations: string[];
  landmarksOnly: boolean;
  view: "map" | "list";
  /** In explore mode. */
  filter: Filter;
}

export const modes = ["explore", "path", "gaps"] as const;
export type Mode = (typeof modes)[number];

/** A parameter that was not understood: which, what it said, and what would be. */
export interface AddressProblem {
  parameter: string;
  given: string;
  /** Whether it should name a topic, a module or a track, or be one of a few words. */
  wanted: "topic" | "module" | "track" | readonly string[];
}

/** The parameters that `parseAddress` reads, in one mode or another. */
export const parameters = [
  "mode",
  "topic",
  "module",
  "from",
  "to",
  "landmarks",
  "view",
  "track",
  "tier",
  "state",
  "has",
] as const;

/** What others hang on a link to count who follows it. */
const counting = /^utm_|clid$/;

export interface Names {
  topics: { has(slug: string): boolean };
  modules: { has(id: string): boolean };
  tracks: { has(slug: string): boolean };
}

/**
 * Reads `/map/?…` or `/gaps/?…`. What is wrong is left out of the result and told; `unused` are the parameters that say
 * nothing, here or in this mode.
 */
export function parseAddress(
  path: string,
  search: string,
  names: Names,
): { address: MapAddress; problems: AddressProblem[]; unused: string[] } {
  const query = new URLSearchParams(search);
  const used = new Set<string>();
  const get = (parameter: string): string | null => {
    used.add(parameter);
    return query.get(parameter);
  };
  const problems: AddressProblem[] = [];
  const known = (parameter: string, given: string | null | undefined, wanted: keyof typeof namesOf) => {
    const value = given?.trim();
    if (value === undefined || value === "") return undefined;
    if (names[namesOf[wanted]].has(value)) return value;
    problems.push({ parameter, given: value, wanted });
    return undefined;
  };
  const word = <W extends string>(parameter: string, allowed: readonly W[], otherwise: W): W => {
    const given = get(parameter);
    if (given === null || given === "") return otherwise;
    if ((allowed as readonly string[]).includes(given)) return given as W;
    problems.push({ parameter, given, wanted: allowed });
    return otherwise;
  };

  const oneOf = <W extends string>(parameter: string, allowed: readonly W[]): W | undefined =>
    word<W | "all">(parameter, [...allowed, "all"], "all") === "all" ? undefined : (get(parameter) as W);

  const mode = word("mode", modes, impliedMode(path, query));
  const to = (get("to") ?? "").split(",");
  const address: MapAddress = {
    mode,
    topic: mode === "explore" ? known("topic", get("topic"), "topic") : undefined,
    module: mode === "explore" ? known("module", get("module"), "module") : undefined,
    from: mode === "path" ? known("from", get("from"), "topic") : undefined,
    to: mode === "path" ? known("to", to[0], "topic") : undefined,
    destinations:
      mode === "gaps"
        ? [...new Set(to)].map((slug) => known("to", slug, "topic")).filter((slug) => slug !== undefined)
        : [],
    landmarksOnly: word("landmarks", ["0", "1"], "0") === "1",
    view: word("view", ["map", "list"], "map"),
    filter:
      mode === "explore"
        ? {
            track: known("track", get("track"), "track"),
            tier: oneOf("tier", tiers),
            state: oneOf("state", states),
            has: oneOf("has", haves),
          }
        : noFilter,
  };
  const unused = [...new Set(query.keys())].filter((name) => !used.has(name) && !counting.test(name));
  return { address, problems, unused };
}

const namesOf = { topic: "topics", module: "modules", track: "tracks" } as const;

function impliedMode(path: string, query: URLSearchParams): Mode {
  if (/\/gaps\/?$/.test(path)) return "gaps";
  return query.has("from") || query.has("to") ? "path" : "explore";
}

/** The path and query that `parseAddress` reads back; "/" where there is nothing to say. */
export function formatAddress(address: MapAddress): string {
  const query = new URLSearchParams();
  const { mode, from, to, topic, module } = address;
  if (mode === "path" && !from && !to) query.set("mode", "path");
  if (mode === "path" && from) query.set("from", from);
  if (mode === "path" && to) query.set("to", to);
  if (mode === "gaps" && address.destinations.length > 0) query.set("to", address.destinations.join(","));
  if (mode === "explore" && module) query.set("module", module);
  if (mode === "explore" && topic) query.set("topic", topic);
  if (mode === "gaps" && address.landmarksOnly) query.set("landmarks", "1");
  if (mode === "explore")
    for (const [name, value] of Object.entries(address.filter))
      if (value !== undefined) query.set(name, value);
  if (address.view === "list") query.set("view", "list");
  const text = query.toString().replaceAll("%2C", ",");
  const path = mode === "gaps" ? "/gaps/" : text === "" ? "/" : "/map/";
  return text === "" ? path : `${path}?${text}`;
}
