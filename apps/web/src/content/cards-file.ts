import { buildCards } from "../review/build-cards.ts";
import type { ShownCard } from "../review/shown-card.ts";
import { content } from "./load.ts";

export type { ShownCard } from "../review/shown-card.ts";

/** The cards of every topic that has any, by slug: `data/cards.json`. */
export type CardsFile = Record<string, ShownCard[]>;

export async function cardsFile(): Promise<CardsFile> {
  const file: CardsFile = {};
  for (const topic of content().topics) if (topic.cards?.length) file[topic.slug] = await buildCards(topic);
  return file;
}
