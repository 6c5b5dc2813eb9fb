import {
  decodeBytePairs,
  encodeBytePairs,
  type MergeRanks,
  mergeRanks,
  type Pair,
  trainBytePairs,
} from "./byte-pairs.ts";

export interface TrainOptions {
  /** Bytes and merges together; at least 256. Fewer come out where the text has no pair left that occurs twice. */
  vocabularySize: number;
  /** Cuts the text into chunks over whose ends nothing is merged; needs the flag g. `gptSplit` unless told. */
  split?: RegExp;
}

/**
 * Words with the space before them, numbers, punctuation, runs of spaces: where GPT-2 cuts.
 * Radford et al. 2019, the published encoder, https://github.com/openai/gpt-2/blob/master/src/encoder.py
 */
export const gptSplit: RegExp =
  /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

/**
 * Byte pair encoding of text: UTF-8 bytes, the commonest neighbours written as one. No text is out of its reach, and what it encodes it
 * decodes to the same text.
 */
export class BytePairTokenizer {
  readonly merges: readonly Pair[];
  readonly split: RegExp;
  readonly #ranks: MergeRanks;
  /** Ids of chunks seen before: text repeats its words. */
  readonly #known = new Map<string, readonly number[]>();

  constructor(merges: readonly Pair[], split: RegExp = gptSplit) {
    checkMerges(merges);
    checkSplit(split);
    this.merges = merges;
    this.split = split;
    this.#ranks = mergeRanks(merges);
  }

  static train(text: string, { vocabularySize, split = gptSplit }: TrainOptions): BytePairTokenizer {
    if (!Number.isInteger(vocabularySize) || vocabularySize < 256)
      throw new RangeError(
        `BytePairTokenizer.train: a vocabulary of ${vocabularySize}, a whole number of at least 256 (the bytes) is needed`,
      );
    checkSplit(split);
    const chunks = chunksOf(text, split).map((chunk) => [...utf8.encode(chunk)]);
    return new BytePairTokenizer(trainBytePairs(chunks, vocabularySize - 256), split);
  }

  get vocabularySize(): number {
    return 256 + this.merges.length;
  }

  encode(text: string): number[] {
    return chunksOf(text, this.split).flatMap((chunk) => {
      let ids = this.#known.get(chunk);
      if (ids === undefined) {
        ids = encodeBytePairs([...utf8.encode(chunk)], this.#ranks);
        if (this.#known.size < mostKnown) this.#known.set(chunk, ids);
      }
      return ids;
    });
  }

  /** The text; ids that end within a character give U+FFFD there. Throws a RangeError on an id that there is not. */
  decode(ids: readonly number[]): string {
    return new TextDecoder().decode(Uint8Array.from(decodeBytePairs(ids, this.merges)));
  }

  /** What one id stands for, as bytes: a token need not be whole characters. */
  bytesOf(id: number): Uint8Array {
    return Uint8Array.from(decodeBytePairs([id], this.merges));
  }

  toJSON(): { merges: readonly Pair[]; split: string; flags: string } {
    return { merges: this.merges, split: this.split.source, flags: this.split.flags };
  }

  static fromJSON({ merges, split, flags }: ReturnType<BytePairTokenizer["toJSON"]>): BytePairTokenizer {
    return new BytePairTokenizer(merges, new RegExp(split, flags));
  }
}

const utf8 = new TextEncoder();
const mostKnown = 100_000;

/** The text cut at the matches; what no match takes is a chunk of its own, so that nothing is lost. */
function chunksOf(text: string, split: RegExp): string[] {
  const chunks: string[] = [];
  let end = 0;
  for (const { 0: chunk, index } of text.matchAll(split)) {
    if (index > end) chunks.push(text.slice(end, index));
    if (chunk !== "") chunks.push(chunk);
    end = index + chunk.length;
  }
  if (end < text.length) chunks.push(text.slice(end));
  return chunks;
}

function checkSplit(split: RegExp): void {
  if (!split.global)
    throw new RangeError(`BytePairTokenizer: split ${split}, a pattern with the flag g is needed`);
}

function checkMerges(merges: readonly Pair[]): void {
  merges.forEach(([left, right], rank) => {
    for (const id of [left, right])
      if (!Number.isInteger(id) || id < 0 || id >= 256 + rank)
        throw new RangeError(
          `BytePairTokenizer: merge ${rank} is of ${left} and ${right}; ids of bytes or of earlier merges, 0 to ${255 + rank}, are needed`,
        );
  });
}
