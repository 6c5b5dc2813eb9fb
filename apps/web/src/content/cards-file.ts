import { renderText } from "@blankfile/content/page";
import { problemText } from "@blankfile/curriculum";
import { cardId } from "@blankfile/curriculum/review";
import { complain, content } from "./load.ts";

/** A card with both sides as HTML. */
export interface ShownCard {
  /** What it is known by within its topic. */
  id: string;
  kind: "recall" | "derive" | "predict" | "debug";
  front: string;
  back: string;
}

/** The cards of every topic that has any, by slug: `data/cards.json`. */
export type CardsFile = Record<string, ShownCard[]>;

export async function cardsFile(): Promise<CardsFile> {
  const { topics, page } = content();
  const file: CardsFile = {};
  for (const { slug, layer, cards = [] } of topics) {
    if (cards.length === 0) continue;
    const path = `content/topics/${layer}/${slug}.md`;
    const html = async (text: string, field: string) => {
      const rendered = await renderText({ text, file: path, field }, page);
      complain(rendered.problems.map(problemText));
      return rendered.html;
    };
    file[slug] = await Promise.all(
      cards.map(async ({ kind, front, back }, i) => ({
        id: cardId(front),
        kind,
        front: await html(front, `cards.${i}.front`),
        back: await html(back, `cards.${i}.back`),
      })),
    );
  }
  return file;
}
