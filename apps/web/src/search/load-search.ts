import type { Atlas } from "../atlas/atlas.ts";
import { loadAtlas } from "../atlas/load-atlas.ts";
import { href } from "../shell/href.ts";
import type { SearchEntry, SearchFile } from "./search-file.ts";
import { SearchIndex } from "./search-index.ts";

/** What can be found now. */
export interface Search {
  entries: readonly SearchEntry[];
  index: SearchIndex;
}

/** How long the page may stand still while the index grows, in milliseconds. */
const slice = 8;

let whole: Promise<Search> | undefined;

/** The titles of the topics: small, and kept from the first visit on. */
export async function loadTitles(): Promise<Search> {
  return titlesOf(await loadAtlas());
}

/** Everything, fetched once a page; the index is made a few milliseconds at a time, so that typing goes on. */
export function loadWhole(): Promise<Search> {
  whole ??= fetchEntries().then(indexSlowly);
  whole.catch(() => {
    whole = undefined;
  });
  return whole;
}

function titlesOf({ topics, modules }: Atlas): Search {
  const entries = topics.map(
    ({ slug, title, layer, module, tier }): SearchEntry => ({
      kind: "topic",
      slug,
      title,
      path: `/topics/${slug}/`,
      place: `Layer ${layer} · ${modules.get(module)!.title}`,
      ...(tier === 1 && { weight: 1 }),
    }),
  );
  return { entries, index: new SearchIndex(entries) };
}

async function fetchEntries(): Promise<SearchFile> {
  const response = await fetch(href("/data/search.json")).catch(() => undefined);
  if (response === undefined)
    throw new Error(
      "Only titles of topics are searched: the rest could not be fetched; try again when you are online.",
    );
  if (!response.ok)
    throw new Error(
      `Only titles of topics are searched: the host answered ${response.status} for data/search.json; build the site again.`,
    );
  return (await response.json()) as SearchFile;
}

async function indexSlowly(entries: SearchFile): Promise<Search> {
  const index = new SearchIndex();
  let began = performance.now();
  for (const entry of entries) {
    index.add([entry]);
    if (performance.now() - began < slice) continue;
    await new Promise((resolve) => setTimeout(resolve));
    began = performance.now();
  }
  // The browser compiles what runs often: asked before the reader asks, so that the first letter is not the slow one.
  for (const query of ["a", "lerning", "chian rule of"]) {
    index.search(query);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { entries, index };
}
