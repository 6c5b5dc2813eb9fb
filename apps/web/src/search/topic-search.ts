import type { Atlas, AtlasTopic } from "../atlas/atlas.ts";
import { SearchIndex } from "./search-index.ts";

const indexes = new WeakMap<Atlas, Map<boolean, SearchIndex>>();

/** Topics by their titles, and by their summaries where these are given. The index is made with the first question. */
export function searchTopics(
  atlas: Atlas,
  query: string,
  count: number,
  summaries?: readonly string[],
): AtlasTopic[] {
  const made = indexes.get(atlas) ?? new Map<boolean, SearchIndex>();
  indexes.set(atlas, made);
  const withSummaries = summaries !== undefined;
  let index = made.get(withSummaries);
  if (index === undefined) {
    index = new SearchIndex(
      atlas.topics.map(({ title, slug, tier, place }) => ({
        title,
        slug,
        weight: tier === 1 ? 1 : 0,
        ...(withSummaries && { summary: summaries[place]! }),
      })),
    );
    made.set(withSummaries, index);
  }
  return index.search(query, count).map((hit) => atlas.topics[hit.index]!);
}
