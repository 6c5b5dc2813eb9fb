import { describe, expect, it } from "vitest";
import { confusionMatrix } from "./confusion-matrix.ts";

const y = ["cat", "ant", "cat", "cat", "ant", "bird"];
const found = ["ant", "ant", "cat", "cat", "ant", "cat"];

describe("confusionMatrix", () => {
  it("rows are true classes, columns found ones, in order", () => {
    expect(confusionMatrix(y, found).toArray()).toEqual([
      [2, 0, 0],
      [0, 0, 1],
      [1, 0, 2],
    ]);
  });

  it("normalised, a class without samples is 0", () => {
    expect(confusionMatrix(y, found, { normalize: "true" }).toArray()[2]).toEqual([1 / 3, 0, 2 / 3]);
    expect(confusionMatrix(y, found, { normalize: "pred" }).toArray()[1]).toEqual([0, 0, 1 / 3]);
    expect(confusionMatrix(y, found, { normalize: "all" }).at(0, 0)).toBe(2 / 6);
  });

  it("keeps the given labels, in their order, and leaves out other samples", () => {
    expect(confusionMatrix(y, found, { labels: ["cat", "ant"] }).toArray()).toEqual([
      [2, 1],
      [0, 2],
    ]);
  });

  it("refuses labels of which yTrue has none", () => {
    expect(() => confusionMatrix(y, found, { labels: ["dog"] })).toThrow(
      'confusionMatrix: labels ["dog"], at least one of yTrue\'s ["ant", "bird", "cat"] is needed',
    );
    expect(() => confusionMatrix(y, found, { normalize: "rows" as "all" })).toThrow(
      'confusionMatrix: normalize "rows"',
    );
  });
});
