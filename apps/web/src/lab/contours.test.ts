import { describe, expect, it } from "vitest";
import { contour, levels } from "./contours.ts";

describe("contour", () => {
  it("crosses a square where a plane has the level", () => {
    // f = x + y on two by two: 0 1 / 1 2. The level 0.5 cuts the corner at (0.5, 0) and (0, 0.5).
    expect(contour([0, 1, 1, 2], 2, 2, 0.5)).toEqual([[0.5, 0, 0, 0.5]]);
    expect(contour([0, 1, 1, 2], 2, 2, 3)).toEqual([]);
  });

  it("lies on the circle of x² + y²", () => {
    const n = 41;
    const at = (i: number) => (i - 20) / 10;
    const values = Array.from({ length: n * n }, (_, k) => at(k % n) ** 2 + at(Math.floor(k / n)) ** 2);
    const pieces = contour(values, n, n, 1);
    expect(pieces.length).toBeGreaterThan(40);
    for (const [x0, y0] of pieces) expect(Math.hypot(at(x0), at(y0))).toBeCloseTo(1, 2);
  });

  it("joins a saddle in two pieces that do not cross", () => {
    expect(contour([1, -1, -1, 1], 2, 2, 0)).toHaveLength(2);
  });

  it("leaves out squares with a corner that is not finite", () => {
    expect(contour([0, 1, Number.NaN, 2], 2, 2, 0.5)).toEqual([]);
  });
});

describe("levels", () => {
  it("split the cells, not the range", () => {
    expect(levels([0, 1, 2, 3, 4, 5, 6, 1000], 3)).toEqual([2, 4, 6]);
    expect(levels([1, 1, 1], 3)).toEqual([]);
  });
});
