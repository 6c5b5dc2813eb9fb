import { describe, expect, it } from "vitest";
import { padSequences } from "./pad-sequences.ts";

describe("padSequences", () => {
  it("fills up to the longest", () => {
    const { tokens, lengths } = padSequences([[5, 6, 7], [8], []]);
    expect(tokens.toArray()).toEqual([
      [5, 6, 7],
      [8, 0, 0],
      [0, 0, 0],
    ]);
    expect(lengths.toArray()).toEqual([3, 1, 0]);
  });

  it("cuts what is longer, at the end or at the start, and fills with another number", () => {
    const sequences = [[5, 6, 7], [8]];
    expect(padSequences(sequences, { length: 2, value: 9 }).tokens.toArray()).toEqual([
      [5, 6],
      [8, 9],
    ]);
    expect(padSequences(sequences, { length: 2, truncate: "start" }).tokens.toArray()).toEqual([
      [6, 7],
      [8, 0],
    ]);
    expect(padSequences(sequences, { length: 2 }).lengths.toArray()).toEqual([2, 1]);
  });

  it("refuses a length that is none", () => {
    expect(() => padSequences([], { length: -1 })).toThrow(/length -1/);
  });
});
