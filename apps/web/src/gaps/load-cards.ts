import katexSheet from "katex/dist/katex.min.css?url";
import type { CardsFile } from "../content/cards-file.ts";
import { href } from "../shell/href.ts";

let cards: Promise<CardsFile> | undefined;

/** The cards of all topics that have any, fetched once, with the sheet that their formulas need. None where they cannot be had: then summaries are asked. */
export function loadCards(): Promise<CardsFile> {
  cards ??= fetch(href("/data/cards.json"))
    .then((response) => (response.ok ? (response.json() as Promise<CardsFile>) : {}))
    .catch(() => ({}));
  if (!document.querySelector(`link[href="${katexSheet}"]`)) {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = katexSheet;
    document.head.append(sheet);
  }
  return cards;
}
