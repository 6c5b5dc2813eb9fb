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
    for (const sentence of text.split(/\n+|(?<=[.!?])\s+(?=[\p{Lu}"“(])/u)) {
      const score = this.#score(sentence);
      if (score <= most) continue;
      best = sentence;
      most = score;
    }
    return this.pieces(this.#cut(best.trim()));
  }

  /** A text whole, in pieces. */
  pieces(text: string): Piece[] {
    const parts = text.split(/([\p{L}\p{N}\p{M}]+(?:[-_][\p{L}\p{N}\p{M}]+)*|\p{Sm})/u);
    const all = parts.map((part, k): Piece => ({ text: part, hit: k % 2 === 1 && this.#score(part) > 0 }));
    return all.filter((piece) => piece.text !== "");
  }

  /** One for each term that is in the text at all, and a little for how well. */
  #score(text: string): number {
    const best = new Float64Array(this.#terms.length);
    let score = 0;
    for (const word of indexWords(text))
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
