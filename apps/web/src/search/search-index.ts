import { editDistance } from "./edit-distance.ts";

/** What can be found: a title and its slug, a summary where there is one. */
export interface Entry {
  title: string;
  slug: string;
  summary?: string;
  /** Breaks ties: landmarks before others. */
  weight?: number;
}

export interface Hit {
  index: number;
  score: number;
}

const titleWorth = 10;
const slugWorth = 8;
const summaryWorth = 2;

/**
 * Finds entries by the words of their titles, slugs and summaries. A query word matches a word that equals it, that
 * begins with it, or that is one slip away (two from eight letters on). Every query word must match.
 */
export class SearchIndex {
  readonly #entries: readonly Entry[];
  /** word → entry → how much a match there is worth. */
  readonly #words = new Map<string, Map<number, number>>();

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    entries.forEach((entry, index) => {
      this.#add(entry.slug, index, slugWorth);
      this.#add(entry.title, index, titleWorth);
      if (entry.summary) this.#add(entry.summary, index, summaryWorth);
    });
  }

  #add(text: string, index: number, worth: number): void {
    for (const word of words(text)) {
      const places = this.#words.get(word) ?? new Map<number, number>();
      places.set(index, Math.max(worth, places.get(index) ?? 0));
      this.#words.set(word, places);
    }
  }

  /** Best first. An empty query finds nothing. */
  search(query: string, count = 12): Hit[] {
    const terms = words(query);
    if (terms.length === 0) return [];
    const perTerm = terms.map((term, k) => this.#matches(term, k === terms.length - 1));
    const whole = plain(query).trim();
    const hits: Hit[] = [];
    for (const [index, first] of perTerm[0]!) {
      let score = first;
      const all = perTerm.slice(1).every((matches) => {
        const worth = matches.get(index);
        score += worth ?? 0;
        return worth !== undefined;
      });
      if (all) hits.push({ index, score: score + this.#bonus(index, whole) });
    }
    return hits.sort((a, b) => b.score - a.score || a.index - b.index).slice(0, count);
  }

  /** Titles that are, or begin with, what was typed come first; then short ones and heavy ones. */
  #bonus(index: number, whole: string): number {
    const { title, slug, weight = 0 } = this.#entries[index]!;
    const name = plain(title).trim();
    if (name === whole || slug === whole) return 40 + weight;
    return (
      (name.startsWith(whole) ? 15 : name.includes(whole) ? 5 : 0) + weight + 3 / (1 + words(title).length)
    );
  }

  #matches(term: string, unfinished: boolean): Map<number, number> {
    const found = new Map<number, number>();
    const limit = term.length >= 8 ? 2 : term.length >= 4 ? 1 : 0;
    for (const [word, places] of this.#words) {
      const quality = closeness(term, word, limit, unfinished);
      if (quality === 0) continue;
      for (const [index, worth] of places) {
        const value = worth * quality;
        if (value > (found.get(index) ?? 0)) found.set(index, value);
      }
    }
    return found;
  }
}

/** 1 for the word itself, less for a beginning, less again for a slip, 0 for no match. */
function closeness(term: string, word: string, limit: number, unfinished: boolean): number {
  if (word === term) return 1;
  if (word.startsWith(term)) return unfinished ? 0.8 : 0.6;
  if (limit === 0 || word[0] !== term[0]) return slippedStart(term, word, limit);
  if (editDistance(term, word, limit) <= limit) return 0.5;
  if (unfinished && word.length > term.length && editDistance(term, word.slice(0, term.length), 1) <= 1)
    return 0.35;
  return 0;
}

/** Two swapped or one wrong letter at the very start: rarer, so it is tried only on words of the same length. */
function slippedStart(term: string, word: string, limit: number): number {
  return limit > 0 && word.length === term.length && editDistance(term, word, 1) <= 1 ? 0.4 : 0;
}

function words(text: string): string[] {
  return plain(text).match(/[a-z0-9]+/g) ?? [];
}

/** Lower case without accents, Greek letters spelt. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[α-ω]/g, (letter) => greek[letter] ?? letter)
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}

const greek: Record<string, string> = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "epsilon",
  η: "eta",
  θ: "theta",
  λ: "lambda",
  μ: "mu",
  π: "pi",
  σ: "sigma",
  τ: "tau",
  φ: "phi",
};
