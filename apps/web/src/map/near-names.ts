import { nearest } from "@blankfile/curriculum";
import type { Atlas } from "../atlas/atlas.ts";
import { searchTopics } from "../search/topic-search.ts";
import { shortName } from "./short-name.ts";

/** No name or title is as long. */
const longest = 120;

/** Something that an address can name: how it does, and its title. */
export interface Named {
  id: string;
  title: string;
}

/**
 * What a name that is not there may have meant: names near it, else for a topic what the search finds for its words. A module
 * is found by its title as well, and by the name on its tile.
 */
export function nearNames(atlas: Atlas, wanted: "topic" | "module" | "track", given: string): Named[] {
  if (given.length > longest) return [];
  if (wanted === "topic") {
    const { topics } = atlas.graph;
    const near = nearest(given, topics.keys()).map((slug) => topics.get(slug)!);
    const found = near.length > 0 ? near : searchTopics(atlas, given.replaceAll("-", " "), 3);
    return found.map(({ slug, title }) => ({ id: slug, title }));
  }
  const things = wanted === "module" ? atlas.modules : atlas.tracks;
  const ids = new Map<string, string>();
  for (const [id, { title }] of things)
    for (const name of wanted === "module" ? [id, title, shortName(id, title)] : [id, title])
      ids.set(name, id);
  const near = new Set(nearest(given, ids.keys()).map((name) => ids.get(name)!));
  return [...near].map((id) => ({ id, title: things.get(id)!.title }));
}
