import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesOnly, type DiffLine, lineDiff } from "./line-diff.ts";

const signs = { same: " ", gone: "-", new: "+" };
const written = (lines: readonly DiffLine[]) => lines.map(({ kind, text }) => signs[kind] + text);
const text = (...lines: string[]) => lines.map((line) => `${line}\n`).join("");

describe("the difference of two texts", () => {
  it("keeps the longest run of common lines: a b c a b b a and c b a b a c share four", () => {
    const lines = lineDiff(text(..."abcabba"), text(..."cbabac"));
    expect(lines.filter(({ kind }) => kind === "same")).toHaveLength(4);
    expect(lines.filter(({ kind }) => kind === "gone")).toHaveLength(3);
    expect(lines.filter(({ kind }) => kind === "new")).toHaveLength(2);
  });

  it("tells a changed line as gone, then new, each with its place", () => {
    expect(lineDiff(text("a", "b", "c"), text("a", "B", "c", "d"))).toEqual([
      { kind: "same", text: "a", before: 1, after: 1 },
      { kind: "gone", text: "b", before: 2 },
      { kind: "new", text: "B", after: 2 },
      { kind: "same", text: "c", before: 3, after: 3 },
      { kind: "new", text: "d", after: 4 },
    ]);
  });

  it("is all new from nothing, all gone to nothing, and empty between two empty texts", () => {
    expect(written(lineDiff("", "a\nb"))).toEqual(["+a", "+b"]);
    expect(written(lineDiff("a\nb", ""))).toEqual(["-a", "-b"]);
    expect(lineDiff("", "")).toEqual([]);
  });

  it("minds neither Windows line ends, nor a mark at the start, nor a missing last line end", () => {
    expect(written(lineDiff("a\r\nb\r\n", "\uFEFFa\nb"))).toEqual([" a", " b"]);
    expect(written(lineDiff("a\n", "a\n\n"))).toEqual([" a", "+"]);
  });

  it("gives both texts back, and reads the other way round with gone and new exchanged", () => {
    const some = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 });
    fc.assert(
      fc.property(some, some, (before, after) => {
        const lines = lineDiff(text(...before), text(...after));
        const without = (kind: string) => lines.filter((line) => line.kind !== kind).map((line) => line.text);
        expect(without("new")).toEqual(before);
        expect(without("gone")).toEqual(after);
        const back = lineDiff(text(...after), text(...before));
        expect(back.filter(({ kind }) => kind === "same")).toHaveLength(
          lines.filter(({ kind }) => kind === "same").length,
        );
      }),
    );
  });

  it("of two large texts without a common beginning is told whole, quickly", () => {
    const lines = lineDiff(
      text(...Array.from({ length: 3000 }, (_, i) => `a${i}`), "end"),
      text(...Array.from({ length: 3000 }, (_, i) => `b${i}`), "end"),
    );
    expect(lines).toHaveLength(6001);
    expect(lines.at(-1)).toEqual({ kind: "same", text: "end", before: 3001, after: 3001 });
  });
});

describe("the changes alone", () => {
  it("stand with their neighbours, and the rest is counted", () => {
    const before = text(..."abcdefghij");
    const after = text(..."abcdEfghij");
    expect(changesOnly(lineDiff(before, after), 1)).toEqual([
      { kind: "skipped", count: 3 },
      { kind: "same", text: "d", before: 4, after: 4 },
      { kind: "gone", text: "e", before: 5 },
      { kind: "new", text: "E", after: 5 },
      { kind: "same", text: "f", before: 6, after: 6 },
      { kind: "skipped", count: 4 },
    ]);
  });

  it("of two equal texts are none", () => {
    expect(changesOnly(lineDiff("a\nb\n", "a\nb\n"))).toEqual([]);
  });
});
