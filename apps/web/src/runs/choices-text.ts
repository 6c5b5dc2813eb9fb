import type { RunRow } from "@blankfile/tracking";
import { clipped } from "../atlas/words.ts";

/** What was chosen by name, "split stratified": it tells one launch from another. */
export function choicesText(row: RunRow): string {
  return choices(row).join(", ");
}

const most = 4;

/** The same for a heading: of many the first, and none longer than a line. */
export function shortChoicesText(row: RunRow): string {
  const texts = choices(row);
  return [...texts.slice(0, most).map((text) => clipped(text)), ...(texts.length > most ? ["…"] : [])].join(
    ", ",
  );
}

function choices(row: RunRow): string[] {
  return Object.entries(row.config)
    .filter(([, value]) => typeof value === "string")
    .map(([key, value]) => `${key} ${value}`);
}
