import { describe, expect, it } from "vitest";
import { nameContexts, parseNames } from "./names.ts";

describe("parseNames", () => {
  it("puts '.' at 0, and cuts ten names into 8, 1 and 1 in Python's order", () => {
    const { names, vocabulary, train, val, test } = parseNames("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n");
    expect(names.length).toBe(10);
    expect(vocabulary.characters.join("")).toBe(".abcdefghij");
    expect([train.join(""), val, test]).toEqual(["hdcifgje", ["a"], ["b"]]);
  });

  it("reads lines that end as on Windows, and refuses an empty one by its number", () => {
    expect(parseNames("ann\r\nbo\r\n").names).toEqual(["ann", "bo"]);
    expect(() => parseNames("ann\n\nbo")).toThrow(/"" in line 2/);
    expect(() => parseNames("ann.b")).toThrow(/"ann\.b" in line 1/);
  });
});

describe("nameContexts", () => {
  it("gives emma's five examples with three characters before each", () => {
    const { vocabulary } = parseNames("emma");
    const { contexts, targets } = nameContexts(["emma"], vocabulary, 3);
    const rows = contexts.toArray() as number[][];
    expect(rows.map((row) => vocabulary.decode(row))).toEqual(["...", "..e", ".em", "emm", "mma"]);
    expect(vocabulary.decode(targets.toArray() as number[])).toBe("emma.");
  });
});
