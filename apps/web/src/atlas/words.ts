import type { Rung } from "@blankfile/curriculum";

/** A rung as the reader sees it beside a topic. */
export const rungWords: Record<Rung, string> = {
  none: "to learn",
  claimed: "claimed",
  explained: "explained",
  checked: "checked",
  rebuilt: "rebuilt",
  used: "used",
};

/** "1 topic", "12 topics". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** A text as it is quoted in a sentence: a whole pasted page would fill the screen. */
export function clipped(text: string, most = 80): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("")}…`;
}
