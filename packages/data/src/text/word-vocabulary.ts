export interface WordVocabularyOptions {
  /** At most so many words, padding and unknown included; the rarest go. No limit unless told. */
  maxSize?: number;
  /** Words that occur less often are unknown. 1 unless told. */
  minCount?: number;
}

const padding = "<pad>";
const unknown = "<unk>";

/** Words as numbers: 0 is padding, 1 a word that is not there, and the others follow, the most frequent first. */
export class WordVocabulary {
  readonly words: readonly string[];
  readonly #ids: ReadonlyMap<string, number>;

  /** The words after padding and unknown, each once. */
  constructor(words: readonly string[]) {
    this.words = [padding, unknown, ...words];
    this.#ids = new Map(this.words.map((word, id) => [word, id]));
    if (this.#ids.size < this.words.length) {
      const twice = this.words.find((word, id) => this.#ids.get(word) !== id);
      throw new RangeError(`WordVocabulary: ${JSON.stringify(twice)} twice, each word is needed once`);
    }
  }

  /** Of tokenized texts, the training ones alone. Words of the same count come in the order of their code points. */
  static of(
    texts: Iterable<readonly string[]>,
    { maxSize = Number.POSITIVE_INFINITY, minCount = 1 }: WordVocabularyOptions = {},
  ): WordVocabulary {
    if (!(maxSize >= 2))
      throw new RangeError(`WordVocabulary: maxSize ${maxSize}, at least 2 is needed: padding and unknown`);
    const counts = new Map<string, number>();
    for (const text of texts) for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1);
    const words = [...counts]
      .filter(([word, count]) => count >= minCount && word !== padding && word !== unknown)
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .map(([word]) => word);
    return new WordVocabulary(words.slice(0, maxSize - 2));
  }

  /** V. */
  get size(): number {
    return this.words.length;
  }

  encode(words: readonly string[]): Int32Array {
    return Int32Array.from(words, (word) => this.#ids.get(word) ?? 1);
  }

  decode(ids: ArrayLike<number>): string[] {
    return Array.from(ids, (id, i) => {
      const word = this.words[id];
      if (word !== undefined) return word;
      throw new RangeError(
        `decode: ${id} at place ${i}, a whole number from 0 to ${this.size - 1} is needed`,
      );
    });
  }
}
