import type { Entry, EntryPart } from "./search-index.ts";

const foundKinds = [
  "topic",
  "track",
  "project",
  "exercise",
  "lab",
  "experiment",
  "module",
  "screen",
] as const;

/** What `data/search.json` lists: a thing with a page, and what stands on it. */
export interface SearchEntry extends Entry {
  kind: (typeof foundKinds)[number];
  /** Below the site's base, without the anchor of a part. */
  path: string;
  /** Where it belongs, in a few words: "Layer 3 · Networks". */
  place: string;
  parts?: SearchPart[];
}

export interface SearchPart extends EntryPart {
  /** The anchor on its page; absent where it has none. */
  id?: string;
}

export type SearchFile = SearchEntry[];
