import { closeness, lettersOf, type Term } from "./closeness.ts";
import { indexWords } from "./plain-words.ts";

/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
  text: string;
  hit: boolean;
}

const longest = 170;
/** How much of a long sentence stands before the first match: a narrow screen shows little more than that. */
const before = 45;
/** How many texts are remembered with their words. */
const mostTexts = 300;

/** A stretch of a text and the words under which it is found. */
interface Stretch {
  text: string;
  words: readonly string[];
}

const sentencesOf = remembering((text) =>
  text.split(/\n+|(?<=[.!?])\s+(?=[\p{Lu}"“(])/u).map((sentence) => ({
    text: sentence,
    words: [...new Set(indexWords(sentence))],
  })),
);

/** Words and what stands between them. */
const partsOf = remembering((text) =>
  text
    .split(/([\p{L}\p{N}\p{M}]+(?:[-_][\p{L}\p{N}\p{M}]+)*|\p{Sm})/u)
    .map((part, k) => ({ text: part, words: k % 2 === 1 ? indexWords(part) : [] }))
    .filter(({ text: part }) => part !== ""),
);

/** The same few texts are shown again with every letter that is typed. */
function remembering(split: (text: string) => readonly Stretch[]): (text: string) => readonly Stretch[] {
  const known = new Map<string, readonly Stretch[]>();
  return (text) => {
    let stretches = known.get(text);
    if (stretches === undefined) {
      stretches = split(text);
      if (known.size >= mostTexts) known.clear();
      known.set(text, stretches);
    }
    return stretches;
  };
}

/** Shows where texts have the words of one query. */
export class Marker {
  readonly #terms: readonly Term[];
  /** word → the terms that it matches, and how well. Most words match none, and most come again. */
  readonly #known = new Map<string, readonly [term: number, quality: number][]>();

  constructor(terms: readonly Term[]) {
    this.#terms = terms;
  }

  /** The sentence that has most of the terms, cut to a few lines around the first, in pieces. */
  snippet(text: string): Piece[] {
    let best = "";
    let most = -1;
    for (const sentence of sentencesOf(text)) {
      const score = this.#score(sentence.words);
      if (score <= most) continue;
      best = sentence.text;
      most = score;
    }
    return this.pieces(this.#cut(best.trim()));
  }

  /** A text whole, in pieces. */
  pieces(text: string): Piece[] {
    const pieces: Piece[] = [];
    for (const { text: part, words } of partsOf(text)) {
      const hit = words.some((word) => this.#matches(word).length > 0);
      const last = pieces.at(-1);
      if (last && !last.hit && !hit) last.text += part;
      else pieces.push({ text: part, hit });
    }
    return pieces;
  }

  /** One for each term that is in the text at all, and a little for how well. */
  #score(words: readonly string[]): number {
    const best = new Float64Array(this.#terms.length);
    let score = 0;
    for (const word of words)
      for (const [term, quality] of this.#matches(word)) {
        if (quality <= best[term]!) continue;
        score += quality - best[term]! + (best[term] === 0 ? 1 : 0);
        best[term] = quality;
      }
    return score;
  }

  #matches(word: string): readonly [number, number][] {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const letters = lettersOf(word);
    const found: [number, number][] = [];
    this.#terms.forEach((term, k) => {
      const quality = closeness(term, word, letters);
      if (quality > 0) found.push([k, quality]);
    });
    this.#known.set(word, found);
    return found;
  }

  #cut(text: string): string {
    if (text.length <= longest) return text;
    let at = 0;
    for (const piece of this.pieces(text)) {
      if (piece.hit) break;
      at += piece.text.length;
    }
    if (at >= text.length) at = 0;
    const from = at < 2 * before ? 0 : text.indexOf(" ", at - before) + 1;
    const to = from + longest >= text.length ? text.length : text.lastIndexOf(" ", from + longest);
    const end = to > from ? to : from + longest;
    return `${from > 0 ? "… " : ""}${text.slice(from, end)}${end < text.length ? " …" : ""}`;
  }
}
