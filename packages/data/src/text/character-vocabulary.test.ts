import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CharacterVocabulary } from "./character-vocabulary.ts";

describe("CharacterVocabulary", () => {
  it("numbers the characters by code point, the mark first", () => {
    const vocabulary = CharacterVocabulary.of("banana", { first: "." });
    expect(vocabulary.characters).toEqual([".", "a", "b", "n"]);
    expect([...vocabulary.encode("nab.")]).toEqual([3, 1, 2, 0]);
    expect(vocabulary.decode([2, 1, 0])).toBe("ba.");
  });

  it("decodes what it encoded, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const vocabulary = CharacterVocabulary.of(text);
        expect(vocabulary.decode(vocabulary.encode(text))).toBe(text);
      }),
    );
  });

  it("refuses characters and numbers that it does not hold, and doubles", () => {
    const vocabulary = new CharacterVocabulary(["a", "b"]);
    expect(() => vocabulary.encode("abc")).toThrow(/"c" at character 2/);
    expect(() => vocabulary.decode([0, 2])).toThrow(/2 at place 1.*0 to 1/);
    expect(() => new CharacterVocabulary(["a", "a"])).toThrow(/"a" at 1, which is there already/);
    expect(() => new CharacterVocabulary(["ab"])).toThrow(/"ab" at 0/);
  });
});
