import katexSheet from "katex/dist/katex.min.css?url";
import type { CardsFile } from "../content/cards-file.ts";
import { href } from "../shell/href.ts";

let cards: Promise<CardsFile> | undefined;

/** The cards of all topics that have any. None where they cannot be had: then summaries are asked. */
export function loadCards(): Promise<CardsFile> {
  return fetchCards().catch(() => ({}));
}

/** The same, fetched once, with the sheet that their formulas need; rejects with a sentence where they cannot be had. */
export function fetchCards(): Promise<CardsFile> {
  cards ??= fetchFile();
  cards.catch(() => {
    cards = undefined;
  });
  if (!document.querySelector(`link[href="${katexSheet}"]`)) {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = katexSheet;
    document.head.append(sheet);
  }
  return cards;
}

async function fetchFile(): Promise<CardsFile> {
  const path = "/data/cards.json";
  const response = await fetch(href(path)).catch(() => undefined);
  if (response === undefined)
    throw new Error(`${path}: could not be loaded, and the cards are needed; try again when you are online`);
  if (!response.ok)
    throw new Error(
      `${path}: the host answered ${response.status}, and the cards are needed; build the site again`,
    );
  return response.json() as Promise<CardsFile>;
}
