import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { drawBeta } from "./beta.ts";

describe("drawBeta", () => {
  it.each([
    [0.2, 0.2],
    [1, 1],
    [2, 5],
    [0.5, 3],
  ])("of %f, %f has mean a / (a + b) and its variance", (a, b) => {
    const rng = new Philox(1);
    const n = 20_000;
    const draws = Array.from({ length: n }, () => drawBeta(a, b, rng));
    const mean = draws.reduce((x, y) => x + y) / n;
    const variance = draws.reduce((total, x) => total + (x - mean) ** 2, 0) / n;
    const exact = (a * b) / ((a + b) ** 2 * (a + b + 1));
    // Four standard errors of the mean; the variance's own error is below a twentieth of it here.
    expect(Math.abs(mean - a / (a + b))).toBeLessThan(4 * Math.sqrt(exact / n));
    expect(Math.abs(variance / exact - 1)).toBeLessThan(0.05);
  });

  it("is a number from 0 to 1 for tiny a and b too", () => {
    const rng = new Philox(2);
    for (let i = 0; i < 500; i++) {
      const draw = drawBeta(0.001, 0.001, rng);
      expect(draw >= 0 && draw <= 1).toBe(true);
    }
  });
});
