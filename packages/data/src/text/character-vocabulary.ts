/**
 * Characters as numbers: the i-th character of the vocabulary is i.
 *
 * A character is a Unicode code point, so that "é" is one and "🙂" is one.
 */
export class CharacterVocabulary {
  readonly characters: readonly string[];
  readonly #ids: ReadonlyMap<string, number>;

  /** Each entry one character, each once. */
  constructor(characters: readonly string[]) {
    this.characters = [...characters];
    const ids = new Map<string, number>();
    for (const [id, character] of characters.entries()) {
      if ([...character].length !== 1 || ids.has(character)) {
        throw new RangeError(
          `CharacterVocabulary: ${JSON.stringify(character)} at ${id}${ids.has(character) ? ", which is there already" : ""}; single characters are needed, each once`,
        );
      }
      ids.set(character, id);
    }
    this.#ids = ids;
  }

  /**
   * The characters that occur, in the order of their code points; `first` goes before them, for a mark that the text does not hold.
   */
  static of(text: string, { first = "" }: { first?: string } = {}): CharacterVocabulary {
    const sorted = [...new Set(text)].sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!);
    return new CharacterVocabulary([...first, ...sorted]);
  }

  /** How many characters there are: V. */
  get size(): number {
    return this.characters.length;
  }

  encode(text: string): Int32Array {
    const ids = new Int32Array(text.length);
    let length = 0;
    for (const character of text) {
      const id = this.#ids.get(character);
      if (id === undefined) {
        throw new RangeError(
          `encode: ${JSON.stringify(character)} at character ${length}, one of the vocabulary's ${this.size} is needed: ${this.characters.join("").slice(0, 80)}`,
        );
      }
      ids[length++] = id;
    }
    return ids.slice(0, length);
  }

  decode(ids: ArrayLike<number>): string {
    return Array.from(ids, (id, i) => {
      const character = this.characters[id];
      if (character !== undefined) return character;
      throw new RangeError(
        `decode: ${id} at place ${i}, a whole number from 0 to ${this.size - 1} is needed`,
      );
    }).join("");
  }
}
