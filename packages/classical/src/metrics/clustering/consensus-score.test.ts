import { describe, expect, it } from "vitest";
import { consensusScore } from "./consensus-score.ts";

const a = {
  rows: [
    [1, 1, 0],
    [0, 0, 1],
  ],
  columns: [
    [1, 0],
    [0, 1],
  ],
};

describe("consensusScore", () => {
  it("is 1 for the same biclusters in another order", () => {
    expect(
      consensusScore(a, {
        rows: [
          [0, 0, 1],
          [1, 1, 0],
        ],
        columns: [
          [0, 1],
          [1, 0],
        ],
      }),
    ).toBe(1);
  });

  it("half of the cells of one, none of the other: (1/2 + 0) / 2", () => {
    expect(
      consensusScore(a, {
        rows: [
          [1, 0, 0],
          [1, 0, 0],
        ],
        columns: [
          [1, 0],
          [0, 1],
        ],
      }),
    ).toBe(0.25);
  });

  it("counts biclusters that have no partner", () => {
    expect(consensusScore(a, { rows: [[1, 1, 0]], columns: [[1, 0]] })).toBe(0.5);
    expect(consensusScore({ rows: [[1, 1, 0]], columns: [[1, 0]] }, a)).toBe(0.5);
  });

  it("refuses sizes that differ", () => {
    expect(() => consensusScore(a, { rows: [[1, 1]], columns: [[1, 0]] })).toThrow(
      "consensusScore: a is of 3 × 2 cells, b of 2 × 2",
    );
    expect(() =>
      consensusScore(a, {
        rows: [[1, 1, 0]],
        columns: [
          [1, 0],
          [0, 1],
        ],
      }),
    ).toThrow("b has 1 biclusters by rows and 2 by columns");
    expect(() => consensusScore(a, { rows: [1] as never, columns: [[1, 0]] })).toThrow(TypeError);
  });
});
