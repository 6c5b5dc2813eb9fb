import { describe, expect, it } from "vitest";
import { i0, i0e, i1 } from "./bessel/bessel-i.ts";
import { log1mexp } from "./logs/log1mexp.ts";
import { log1pmx } from "./logs/log1pmx.ts";
import { logsumexp } from "./logs/logsumexp.ts";
import { xlog1py, xlogy } from "./logs/xlogy.ts";
import { gaussLegendre, panel } from "./quadrature/gauss-legendre.ts";
import { middle, solveIncreasing } from "./solve-increasing.ts";

describe("solveIncreasing", () => {
  it("finds √2 by Newton's steps", () => {
    const root = solveIncreasing({ f: (x) => [x * x - 2, 2 * x], low: 0, high: 10, start: 1 });
    expect(Math.abs(root - Math.SQRT2)).toBeLessThanOrEqual(2 ** -52);
  });

  it("without slopes finds a zero of any size by halving the doubles between the ends", () => {
    for (const zero of [1e-300, 1e-9, 1, 1e200]) {
      let calls = 0;
      const f = (x: number) => {
        calls++;
        return [x - zero, Number.NaN] as const;
      };
      const root = solveIncreasing({ f, low: 0, high: Number.POSITIVE_INFINITY, start: 5 });
      expect(Math.abs(root / zero - 1)).toBeLessThanOrEqual(2 ** -52);
      expect(calls).toBeLessThan(75);
    }
  });

  it("a step finds the jump, and NaN comes through", () => {
    expect(solveIncreasing({ f: (x) => [x < 3 ? -1 : 1, 0], low: -10, high: 10, start: 0 })).toBeCloseTo(
      3,
      14,
    );
    expect(solveIncreasing({ f: () => [Number.NaN, 1], low: 0, high: 1, start: 0.5 })).toBeNaN();
  });

  it("the middle counts in doubles", () => {
    expect(middle(1, 4)).toBe(2);
    expect(middle(-1, 1)).toBe(0);
    expect(middle(1, 1 + 2 ** -51)).toBe(1 + 2 ** -52);
  });
});

describe("logarithms", () => {
  it("ln(1 + x) − x is −x²/2 near 0", () => {
    expect(log1pmx(1e-9) / 1e-18).toBeCloseTo(-0.5, 8);
    expect(log1pmx(1)).toBeCloseTo(Math.LN2 - 1, 15);
    expect(log1pmx(-1)).toBe(Number.NEGATIVE_INFINITY);
  });

  it("ln(1 − eˣ)", () => {
    expect(log1mexp(-Math.LN2)).toBeCloseTo(-Math.LN2, 15);
    expect(log1mexp(-1e-20)).toBeCloseTo(Math.log(1e-20), 13);
    expect(log1mexp(-50)).toBeCloseTo(-Math.exp(-50), 36);
  });

  it("ln Σ eˣ of large, of nothing, with weights", () => {
    expect(logsumexp([1000, 1000])).toBeCloseTo(1000 + Math.LN2, 12);
    expect(logsumexp([])).toBe(Number.NEGATIVE_INFINITY);
    expect(logsumexp([0, 5], [1, 0])).toBe(0);
    expect(logsumexp([0, Number.NaN])).toBeNaN();
    expect(logsumexp([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY])).toBe(Number.NEGATIVE_INFINITY);
    expect(() => logsumexp([1], [1, 2])).toThrow("logsumexp: 2 weights for 1 values, as many are needed");
  });

  it("0 ln 0 = 0", () => {
    expect([xlogy(0, 0), xlogy(0, Number.NaN), xlogy(2, Math.E), xlog1py(0, -1)]).toEqual([
      0,
      Number.NaN,
      2,
      0,
    ]);
  });
});

describe("Bessel functions and quadrature", () => {
  it("I₀(0) = 1, I₁(0) = 0, I₁ odd, and the series meets the expansion at 25", () => {
    expect([i0(0), i1(0), i1(-2) + i1(2)]).toEqual([1, 0, 0]);
    expect(i0e(25 - 1e-12) / i0e(25)).toBeCloseTo(1, 13);
  });

  it("two nodes are ±1/√3 with weights 1, and n integrate x^(2n−2)", () => {
    const two = gaussLegendre(2);
    expect(two.map(({ node }) => Math.abs(node))).toEqual([
      expect.closeTo(1 / Math.sqrt(3), 15),
      expect.closeTo(1 / Math.sqrt(3), 15),
    ]);
    expect(two.map(({ weight }) => weight)).toEqual([expect.closeTo(1, 15), expect.closeTo(1, 15)]);
    for (const n of [1, 5, 20, 24])
      expect(panel((x) => x ** (2 * n - 2), [-1, 1], gaussLegendre(n))).toBeCloseTo(2 / (2 * n - 1), 14);
  });
});
