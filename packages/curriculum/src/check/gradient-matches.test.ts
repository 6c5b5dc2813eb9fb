import { describe, expect, it } from "vitest";
import { gradientMatches } from "./gradient-matches.ts";

describe("gradientMatches", () => {
  it("accepts 3x² for x³ at 2, and refuses 3x", () => {
    expect(gradientMatches((x: number) => x ** 3, 12, 2).pass).toBe(true);
    expect(gradientMatches((x: number) => x ** 3, 6, 2)).toMatchObject({ given: "6", expected: "12" });
  });
  it("works along each coordinate of a vector", () => {
    const f = ([x, y]: number[]) => x! * y! + Math.sin(y!);
    expect(gradientMatches(f, [3, 2 + Math.cos(3)], [2, 3]).pass).toBe(true);
    expect(gradientMatches(f, [3, 2], [2, 3]).pass).toBe(false);
  });
  it("keeps the shape of a matrix", () => {
    const sum = (m: number[][]) => m.flat().reduce((a, b, i) => a + i * b, 0);
    const at = [
      [1, 2],
      [3, 4],
    ];
    expect(
      gradientMatches(
        sum,
        [
          [0, 1],
          [2, 3],
        ],
        at,
      ).pass,
    ).toBe(true);
    expect(gradientMatches(sum, [0, 1, 2, 3], at).pass).toBe(false);
  });
  it("takes a tensor of one element for a scalar, and refuses more", () => {
    expect(gradientMatches((x: number) => ({ shape: [], data: [x * x] }), 6, 3).pass).toBe(true);
    expect(() => gradientMatches((x: number) => [x, x], 1, 3)).toThrow(/f returned 2 numbers/);
  });
  it("says where the function is not finite", () => {
    expect(gradientMatches((x: number) => Math.log(x), 1, 0)).toMatchObject({ pass: false });
    expect(gradientMatches((x: number) => Math.log(x), 1, 0)).toMatchObject({
      expected: "a function with finite values there",
    });
  });
});
