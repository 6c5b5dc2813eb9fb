import { describe, expect, it } from "vitest";
import { drawStrokes } from "./draw-strokes.ts";

describe("drawStrokes", () => {
  it("a level line of width 2 through the middle of row 2 fills it, and half of the rows beside it", () => {
    const ink = drawStrokes(
      [
        [
          [-5, 2.5],
          [10, 2.5],
        ],
      ],
      5,
      2,
    );
    const column = [0, 1, 2, 3, 4].map((row) => ink[row * 5 + 2]);
    expect(column).toEqual([0, 0.5, 1, 0.5, 0]);
  });

  it("puts the pen's round end where a line ends", () => {
    const ink = drawStrokes(
      [
        [
          [2.5, 2.5],
          [2.5, 2.5],
        ],
      ],
      5,
      1,
    );
    expect([ink[12], ink[11], ink[6]]).toEqual([1, 0, 0]);
  });

  it("goes through the places of a bent line", () => {
    const ink = drawStrokes(
      [
        [
          [1.5, 1.5],
          [5.5, 3.5],
          [2.5, 7.5],
        ],
      ],
      10,
      2,
    );
    for (const [x, y] of [
      [1, 1],
      [5, 3],
      [2, 7],
    ] as const)
      expect(ink[y * 10 + x]).toBe(1);
  });
});
