import { describe, expect, it } from "vitest";
import { contingencyMatrix, contingencyOf } from "./contingency-matrix.ts";

describe("contingencyMatrix", () => {
  it("counts samples of class i in cluster j", () => {
    const table = contingencyMatrix(["a", "a", "b", "b", "b"], [1, 0, 1, 1, 2]);
    expect(table.toArray()).toEqual([
      [1, 1, 0],
      [0, 2, 1],
    ]);
    expect(contingencyMatrix([0, 1], [0, 1], { eps: 0.5 }).toArray()).toEqual([
      [1.5, 0.5],
      [0.5, 1.5],
    ]);
  });

  it("without zeros has at most N cells, of many classes and clusters too", () => {
    const each = Array.from({ length: 5000 }, (_, i) => i);
    const { cells, a, b } = contingencyOf("f", each, each);
    expect([cells.length, a.length, b.length]).toEqual([5000, 5000, 5000]);
  });

  it("refuses lengths that differ", () => {
    expect(() => contingencyMatrix([0], [0, 1])).toThrow(
      "contingencyMatrix: labelsTrue has 1 samples, labelsPred 2",
    );
  });
});
