import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { BytePairTokenizer, gptSplit } from "./byte-pair-tokenizer.ts";
import { decodeBytePairs, encodeBytePairs, type Pair, trainBytePairs } from "./byte-pairs.ts";

interface Case {
  title: string;
  text: string;
  chunks: string[];
  merges: Pair[];
  ids: number[];
}
const golden = JSON.parse(
  readFileSync(new URL("../../../../golden/transformer/byte-pairs.json", import.meta.url), "utf8"),
) as { values: Case[] };

const bytes = (text: string) => [...new TextEncoder().encode(text)];
const [a, b, c] = bytes("abc") as [number, number, number];

describe("byte pairs by hand", () => {
  it("of aab aab, the pairs aa and ab occur twice: aa comes first, having the lower right id", () => {
    expect(trainBytePairs([bytes("aab"), bytes("aab")], 5)).toEqual([
      [a, a],
      [256, b],
    ]);
  });

  it("a run is merged from the left, and overlapping places count", () => {
    expect(trainBytePairs([bytes("aaa")], 1)).toEqual([[a, a]]);
    expect(encodeBytePairs(bytes("aaa"), [[a, a]])).toEqual([256, a]);
  });

  it("nothing is merged over the end of a chunk, and what occurs once stays", () => {
    expect(trainBytePairs([bytes("ab"), bytes("cab"), bytes("ba")], 9)).toEqual([[a, b]]);
    expect(trainBytePairs([bytes("abc")], 9)).toEqual([]);
  });

  it("encoding merges in the order of learning, not of length", () => {
    const merges: Pair[] = [
      [b, c],
      [a, b],
      [257, c],
    ];
    expect(encodeBytePairs(bytes("abc"), merges)).toEqual([a, 256]);
    expect(decodeBytePairs([258, a], merges)).toEqual(bytes("abca"));
  });

  it("refuses an id that there is not", () => {
    expect(() => decodeBytePairs([256], [])).toThrow("decodeBytePairs: id 256, one of 0 to 255 is needed");
    expect(() => trainBytePairs([], -1)).toThrow(RangeError);
  });
});

describe.each(golden.values)("$title", ({ text, chunks, merges, ids }) => {
  it("is cut as by the published pattern", () => expect(text.match(gptSplit)).toEqual(chunks));

  it("gives the merges of a program that counts anew each time", () => {
    expect(trainBytePairs(chunks.map(bytes), 60)).toEqual(merges);
  });

  it("gives the ids of Hugging Face's tokenizers, and the text again", () => {
    const tokenizer = new BytePairTokenizer(merges);
    expect(tokenizer.encode(text)).toEqual(ids);
    expect(tokenizer.decode(ids)).toBe(text);
  });
});
