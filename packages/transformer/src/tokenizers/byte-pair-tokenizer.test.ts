import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BytePairTokenizer } from "./byte-pair-tokenizer.ts";

const text = "she sells sea shells by the sea shore; the shells she sells are sea shells.";
const tokenizer = BytePairTokenizer.train(text, { vocabularySize: 280 });

describe("BytePairTokenizer", () => {
  it("decodes what it encodes, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (any) => {
        expect(tokenizer.decode(tokenizer.encode(any))).toBe(any);
      }),
    );
  });

  it("writes its own text in fewer tokens than bytes, and no token crosses a word's start", () => {
    const ids = tokenizer.encode(text);
    expect(ids.length).toBeLessThan(0.6 * text.length);
    const parts = ids.map((id) => new TextDecoder().decode(tokenizer.bytesOf(id)));
    expect(parts.join("")).toBe(text);
    for (const part of parts) expect(part.trimStart()).not.toContain(" ");
  });

  it("goes through JSON", () => {
    const again = BytePairTokenizer.fromJSON(JSON.parse(JSON.stringify(tokenizer)));
    expect(again.encode(text)).toEqual(tokenizer.encode(text));
    expect(again.vocabularySize).toBe(tokenizer.vocabularySize);
  });

  it("a split that leaves text out loses nothing", () => {
    const letters = BytePairTokenizer.train("ab ab ab", { vocabularySize: 300, split: /[a-z]+/g });
    expect(letters.decode(letters.encode("ab, ab!"))).toBe("ab, ab!");
  });

  it("shows a cut character as U+FFFD", () => {
    const [first] = tokenizer.encode("ü");
    expect(tokenizer.decode([first!])).toBe("\uFFFD");
  });

  it.each([
    [
      () => BytePairTokenizer.train("a", { vocabularySize: 255 }),
      /vocabulary of 255, a whole number of at least 256/,
    ],
    [
      () => BytePairTokenizer.train("a", { vocabularySize: 300, split: /a/ }),
      /split \/a\/, a pattern with the flag g/,
    ],
    [() => new BytePairTokenizer([[97, 256]]), /merge 0 is of 97 and 256; .* 0 to 255, are needed/],
    [() => tokenizer.decode([-1]), /id -1, one of 0 to/],
  ])("refuses bad input: %s", (call, message) => expect(call).toThrow(message));
});
