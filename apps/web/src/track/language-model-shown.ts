import { forward } from "./language-model-forward.ts";
import type { ModelForm, Weights } from "./language-model-weights.ts";

/** How the end of a line is written in the field and in the picture. */
export const lineEnd = "↵";

/** A typed line as the model reads it. */
export interface ReadLine {
  /** Tokens: a line's end before the first character, then at most as many as the context holds. */
  ids: number[];
  /** Characters that the model does not know, each once, as typed. */
  unknown: string[];
  /** How many characters stand too far back to be read. */
  unread: number;
}

/** Small letters; what the model does not know is left out and named. */
export function readLine({ letters, block }: ModelForm, line: string): ReadLine {
  const known = [...letters];
  const typed = [...line.normalize("NFC").toLowerCase().replaceAll(lineEnd, "\n")];
  const all = ["\n", ...typed].map((letter) => known.indexOf(letter));
  const unknown = [...new Set(typed.filter((letter) => !known.includes(letter)))];
  const ids = all.filter((id) => id >= 0);
  return { ids: ids.slice(-block), unknown, unread: Math.max(0, ids.length - block) };
}

/** What is looked at: a block and a head of it, and a place, which is the last one where it is undefined. */
export interface Choice {
  layer: number;
  head: number;
  place: number | undefined;
}

/** What the page shows of one pass; plain numbers, so that the build can put one into the page. */
export interface Shown {
  ids: number[];
  /** Counted from 0. */
  place: number;
  /** The first numbers of the place's rows. */
  token: number[];
  position: number[];
  sum: number[];
  /** [T, T]. */
  map: number[];
  /** By block, at the place: inner numbers of the MLP above 0. */
  active: number[];
  /** At the place: the vector's length after the embedding and after each block. */
  lengths: number[];
  /** [V], of the last place. */
  logits: number[];
}

/** Numbers of a row that are shown. */
const few = 6;

/** Numbers are rounded to four decimals, which is more than the page shows. */
export function show(form: ModelForm, weights: Weights, ids: number[], choice: Choice): Shown {
  const pass = forward(form, weights, ids);
  const { channels: C } = form;
  const V = [...form.letters].length;
  const place = Math.min(choice.place ?? ids.length - 1, ids.length - 1);
  const first = (rows: Float32Array) => plain(rows.subarray(place * C, place * C + few));
  return {
    ids,
    place,
    token: first(pass.tokenRows),
    position: first(pass.positionRows),
    sum: first(pass.embedded),
    map: plain(pass.attention[choice.layer]![choice.head]!),
    active: pass.active.map((counts) => counts[place]!),
    lengths: pass.lengths.map((all) => Number(all[place]!.toFixed(4))),
    logits: plain(pass.logits.subarray((ids.length - 1) * V)),
  };
}

/** A token as it is shown: a space and a line's end are visible. */
export function letterOf({ letters }: ModelForm, id: number): string {
  const letter = [...letters][id]!;
  return letter === " " ? "␣" : letter === "\n" ? lineEnd : letter;
}

/** The same for a screen reader. */
export function letterWords(form: ModelForm, id: number): string {
  const letter = letterOf(form, id);
  const words: Record<string, string> = {
    "␣": "space",
    [lineEnd]: "end of line",
    ",": "comma",
    ".": "full stop",
    ":": "colon",
    ";": "semicolon",
    "'": "apostrophe",
    "-": "hyphen",
    "−": "minus",
    "(": "opening bracket",
    ")": "closing bracket",
    "/": "slash",
  };
  return words[letter] ?? letter;
}

/** The indices of the largest, largest first. */
export function largest(values: ArrayLike<number>, count: number): number[] {
  return Array.from(values, (_, i) => i)
    .sort((a, b) => values[b]! - values[a]! || a - b)
    .slice(0, count);
}

function plain(values: Float32Array): number[] {
  return Array.from(values, (value) => Number(value.toFixed(4)));
}
