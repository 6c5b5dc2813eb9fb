import { href } from "../shell/href.ts";
import { type Atlas, type AtlasFile, openAtlas } from "./atlas.ts";

let atlas: Promise<Atlas> | undefined;
let texts: Promise<string[]> | undefined;

/** The graph, fetched once a page. */
export function loadAtlas(): Promise<Atlas> {
  atlas ??= fetchJson<AtlasFile>("/data/atlas.json").then(openAtlas);
  atlas.catch(() => {
    atlas = undefined;
  });
  return atlas;
}

/** The summaries in the order of the atlas, fetched once a page. */
export function loadSummaries(): Promise<string[]> {
  texts ??= fetchJson<string[]>("/data/summaries.json");
  texts.catch(() => {
    texts = undefined;
  });
  return texts;
}

async function fetchJson<T>(path: string): Promise<T> {
  let response: Response;
  try {
    response = await fetch(href(path));
  } catch {
    throw new Error(
      `${path}: could not be loaded, and this part of the page needs it; try again when you are online`,
    );
  }
  if (!response.ok)
    throw new Error(
      `${path}: the host answered ${response.status}, and the file is needed; build the site again`,
    );
  return response.json() as Promise<T>;
}
