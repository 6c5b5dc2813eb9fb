import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WordVocabulary } from "./word-vocabulary.ts";

const texts = [
  ["b", "a", "b"],
  ["c", "a", "b"],
];

describe("WordVocabulary", () => {
  it("numbers the most frequent first, after padding and unknown", () => {
    const vocabulary = WordVocabulary.of(texts);
    expect(vocabulary.words).toEqual(["<pad>", "<unk>", "b", "a", "c"]);
    expect([...vocabulary.encode(["a", "x", "b"])]).toEqual([3, 1, 2]);
    expect(vocabulary.decode([3, 1])).toEqual(["a", "<unk>"]);
  });

  it("leaves out rare words and those over its size", () => {
    expect(WordVocabulary.of(texts, { minCount: 2 }).size).toBe(4);
    expect(WordVocabulary.of(texts, { maxSize: 3 }).words).toEqual(["<pad>", "<unk>", "b"]);
  });

  it("is the same whatever the texts' order", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom("a", "b", "c", "d"))), (any) => {
        expect(WordVocabulary.of(any.toReversed()).words).toEqual(WordVocabulary.of(any).words);
      }),
    );
  });

  it("refuses doubles, no room, and numbers that it does not hold", () => {
    expect(() => new WordVocabulary(["a", "<unk>"])).toThrow(/"<unk>" twice/);
    expect(() => WordVocabulary.of([], { maxSize: 1 })).toThrow(/maxSize 1/);
    expect(() => WordVocabulary.of([]).decode([2])).toThrow(/2 at place 0/);
  });
});
