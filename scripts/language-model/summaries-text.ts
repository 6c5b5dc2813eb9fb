import { loadContent } from "../../packages/curriculum/src/node/index.ts";

/** What the model of the researcher track reads: the summary of every topic of the map, a line each, in small letters. */
export interface SummariesText {
  /** Every character that stands in it, the line's end first. */
  letters: string;
  /** Nine of ten lines. */
  train: string;
  /** Every tenth line, which no step of the training sees. */
  held: string;
}

/** Characters rarer than this are left out, since nothing could be learnt of them. */
const rarest = 30;

export function summariesText(root: string): SummariesText {
  const lines = [...loadContent(root).topics.values()]
    .map(({ summary }) => summary?.toLowerCase().normalize("NFC").replaceAll("\n", " ").trim() ?? "")
    .filter((line) => line !== "");
  const counts = new Map<string, number>();
  for (const line of lines) for (const letter of line) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= rarest).map(([letter]) => letter);
  const letters = ["\n", ...kept.sort()].join("");
  const clean = lines.map((line) => [...line].filter((letter) => letters.includes(letter)).join(""));
  const of = (held: boolean) => `\n${clean.filter((_, i) => (i % 10 === 9) === held).join("\n")}\n`;
  return { letters, train: of(false), held: of(true) };
}
