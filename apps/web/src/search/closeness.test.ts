import { describe, expect, it } from "vitest";
import { closeness, lettersOf, term } from "./closeness.ts";
import { editDistance } from "./edit-distance.ts";

const close = (query: string, word: string, unfinished = false) =>
  closeness(term(query, unfinished), word, lettersOf(word));

describe("closeness", () => {
  it("falls from the word itself to a beginning to a slip to nothing", () => {
    expect([
      close("chain", "chain"),
      close("chai", "chain", true),
      close("chian", "chain"),
      close("rule", "chain"),
    ]).toEqual([1, 0.8, 0.5, 0]);
  });

  it("a slip in what is still being typed is forgiven", () => {
    expect(close("bakcpro", "backpropagation", true)).toBeGreaterThan(0);
    expect(close("bakcpro", "backpropagation", false)).toBe(0);
  });

  it("a slip in the first letter is forgiven in words of the same length", () => {
    expect(close("cgain", "chain")).toBeGreaterThan(0);
    expect(close("vhain", "chain")).toBeGreaterThan(0);
  });

  it("looking at the letters first loses no word that is one slip away", () => {
    const word = "gradient";
    for (let at = 1; at < word.length; at++)
      for (const slip of [
        `${word.slice(0, at)}${word.slice(at + 1)}`,
        `${word.slice(0, at)}z${word.slice(at)}`,
        `${word.slice(0, at)}q${word.slice(at + 1)}`,
      ]) {
        expect(editDistance(slip, word, 2)).toBe(1);
        expect(close(slip, word)).toBeGreaterThanOrEqual(0.5);
      }
  });
});
