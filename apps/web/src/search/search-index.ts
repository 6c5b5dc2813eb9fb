import { closeness, lettersOf, type Term, term } from "./closeness.ts";
import { indexWords, plain, plainWords } from "./plain-words.ts";

/** What can be found: a title and its slug, and what is said under it. */
export interface Entry {
  title: string;
  slug: string;
  summary?: string;
  /** Further stretches of its page. */
  parts?: readonly EntryPart[];
  /** Breaks ties: landmarks before others. */
  weight?: number;
}

export interface EntryPart {
  title: string;
  text: string;
}

export interface Hit {
  index: number;
  score: number;
  /** Which of its parts has what was asked for, where title and summary do not. */
  part?: number;
}

const titleWorth = 10;
const slugWorth = 8;
const summaryWorth = 2;
const partTitleWorth = 3;
const partWorth = 1;

/** Says little of what is looked for, unless it is all that is typed. */
const small = new Set(
  "a an and are as by do does for from how i in is it of on or that the to what why with".split(" "),
);
const remembered = 64;

/** The word itself or a beginning: where there is one, that is probably what is meant, and slips count little. */
const leastMeant = 0.6;
const slipWorth = 0.05;

/** What a term is worth: in each stretch, and at best in each entry; 0 where it is not. */
interface Values {
  stretches: Float32Array;
  entries: Float32Array;
}

/**
 * Finds entries by the words of their titles, slugs, summaries and parts. A query word matches a word that equals it,
 * that begins with it, or that is one slip away (two from eight letters on). Every query word must match somewhere.
 */
export class SearchIndex {
  readonly #entries: Entry[] = [];
  /** Where each entry's stretches of text begin; one more at the end. */
  readonly #starts: number[] = [0];
  readonly #worths: number[] = [];
  /** Of a stretch: its part, or -1 for what a hit shows anyway. */
  readonly #parts: number[] = [];
  readonly #words: string[] = [];
  readonly #placeOf = new Map<string, number>();
  readonly #letters: number[] = [];
  /** word → the stretches that have it. */
  readonly #places: number[][] = [];
  /** Of an entry: its title as queries are compared with it, and what a short title is worth. */
  readonly #names: { plain: string; short: number }[] = [];
  readonly #known = new Map<string, Values>();

  constructor(entries: readonly Entry[] = []) {
    this.add(entries);
  }

  /** Takes in more entries; their places go on counting. */
  add(entries: readonly Entry[]): void {
    this.#known.clear();
    for (const entry of entries) {
      this.#entries.push(entry);
      this.#names.push({ plain: plain(entry.title).trim(), short: 3 / (1 + plainWords(entry.title).length) });
      this.#stretch(entry.slug, slugWorth, -1);
      this.#stretch(entry.title, titleWorth, -1);
      if (entry.summary) this.#stretch(entry.summary, summaryWorth, -1);
      entry.parts?.forEach(({ title, text }, part) => {
        this.#stretch(title, partTitleWorth, part);
        this.#stretch(text, partWorth, part);
      });
      this.#starts.push(this.#worths.length);
    }
  }

  #stretch(text: string, worth: number, part: number): void {
    const stretch = this.#worths.length;
    this.#worths.push(worth);
    this.#parts.push(part);
    for (const word of indexWords(text)) {
      let place = this.#placeOf.get(word);
      if (place === undefined) {
        place = this.#words.length;
        this.#placeOf.set(word, place);
        this.#words.push(word);
        this.#letters.push(lettersOf(word));
        this.#places.push([]);
      }
      const stretches = this.#places[place]!;
      if (stretches.at(-1) !== stretch) stretches.push(stretch);
    }
  }

  /** Best first. An empty query finds nothing. */
  search(query: string, count = 12): Hit[] {
    const found = queryTerms(query).map((one) => this.#matches(one));
    if (found.length === 0) return [];
    const whole = plain(query).trim();
    const best: Hit[] = [];
    for (let index = 0; index < this.#entries.length; index++) {
      if (!found.every(({ entries }) => entries[index]! > 0)) continue;
      const hit = this.#hit(index, found);
      hit.score += this.#bonus(index, whole);
      keepBest(best, hit, count);
    }
    return best;
  }

  /** The best stretch counts for each word, and one that has them all counts again. */
  #hit(index: number, found: readonly Values[]): Hit {
    const from = this.#starts[index]!;
    const to = this.#starts[index + 1]!;
    let score = 0;
    let shown = true;
    for (const { stretches, entries } of found) {
      score += entries[index]!;
      let here = false;
      for (let k = from; k < to && !here; k++) here = this.#parts[k] === -1 && stretches[k]! > 0;
      shown &&= here;
    }
    let most = 0;
    let part = -1;
    for (let k = from; k < to; k++) {
      const worth = this.#worths[k]!;
      let sum = 0;
      let count = 0;
      for (const { stretches } of found) {
        if (stretches[k] === 0) continue;
        count++;
        sum += 1 + stretches[k]! / worth;
      }
      if (count > 1 && count === found.length) score += worth / 4;
      if (this.#parts[k]! >= 0 && sum > most) {
        most = sum;
        part = this.#parts[k]!;
      }
    }
    return { index, score, ...(!shown && part >= 0 && { part }) };
  }

  /** Titles that are, or begin with, what was typed come first; then short ones and heavy ones. */
  #bonus(index: number, whole: string): number {
    const { slug, weight = 0 } = this.#entries[index]!;
    const { plain: name, short } = this.#names[index]!;
    if (name === whole || slug === whole) return 40 + weight;
    return (name.startsWith(whole) ? 15 : name.includes(whole) ? 5 : 0) + weight + short;
  }

  #matches(one: Term): Values {
    const key = `${one.word} ${one.unfinished}`;
    const known = this.#known.get(key);
    if (known) return known;
    const near: [place: number, quality: number][] = [];
    for (let place = 0; place < this.#words.length; place++) {
      const quality = closeness(one, this.#words[place]!, this.#letters[place]!);
      if (quality > 0) near.push([place, quality]);
    }
    const meant = near.some(([, quality]) => quality >= leastMeant);
    const stretches = new Float32Array(this.#worths.length);
    for (const [place, quality] of near) {
      const slip = meant && quality < leastMeant ? slipWorth : 1;
      for (const stretch of this.#places[place]!) {
        const value = slip * quality * this.#worths[stretch]!;
        if (value > stretches[stretch]!) stretches[stretch] = value;
      }
    }
    const entries = new Float32Array(this.#entries.length);
    for (let index = 0; index < entries.length; index++)
      for (let k = this.#starts[index]!; k < this.#starts[index + 1]!; k++)
        if (stretches[k]! > entries[index]!) entries[index] = stretches[k]!;
    if (this.#known.size >= remembered) this.#known.clear();
    const values = { stretches, entries };
    this.#known.set(key, values);
    return values;
  }
}

/** Puts a hit in its place among the best, behind those as good. */
function keepBest(best: Hit[], hit: Hit, count: number): void {
  if (best.length === count && !(hit.score > best[count - 1]!.score)) return;
  let at = best.length;
  while (at > 0 && best[at - 1]!.score < hit.score) at--;
  best.splice(at, 0, hit);
  if (best.length > count) best.pop();
}

/** What a query asks for; its last word is taken for a beginning until a blank follows. */
export function queryTerms(query: string): Term[] {
  const words = plainWords(query);
  const typing = !/\s$/.test(query);
  return words
    .filter(
      (word, k) =>
        !small.has(word) || (typing && k === words.length - 1) || words.every((one) => small.has(one)),
    )
    .map((word) => term(word, typing && word === words.at(-1)));
}
