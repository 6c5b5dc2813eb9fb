import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lgamma } from "../gamma/lgamma.ts";
import { beta, lbeta } from "./beta.ts";
import { betainc, betaincc } from "./betainc.ts";
import { betainccinv, betaincinv } from "./betaincinv.ts";

describe("beta", () => {
  it("B(2, 3) = 1/12, B(½, ½) = π, and the logarithm beyond", () => {
    expect(beta(2, 3)).toBeCloseTo(1 / 12, 16);
    expect(beta(0.5, 0.5)).toBeCloseTo(Math.PI, 14);
    expect(beta(1e-300, 3)).toBeCloseTo(1e300, -287);
    expect(lbeta(1000, 2000)).toBeCloseTo(lgamma(1000) + lgamma(2000) - lgamma(3000), 9);
    expect(() => beta(0, 1)).toThrow("beta: a = 0 and b = 1, both above 0 are needed");
  });
});

describe("betainc", () => {
  it("is x for a = b = 1, x² (3 − 2x) for 2 and 2, and 2/π asin √x for ½ and ½", () => {
    for (const x of [0, 1e-9, 0.2, 0.5, 0.9, 1]) {
      expect(betainc(1, 1, x)).toBeCloseTo(x, 15);
      expect(betainc(2, 2, x)).toBeCloseTo(x * x * (3 - 2 * x), 15);
      expect(betainc(0.5, 0.5, x)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 14);
    }
  });

  it("I_x(a, b) = 1 − I_(1−x)(b, a) and grows with x", () => {
    const size = fc.double({ min: -4, max: 5, noNaN: true }).map((e) => 10 ** e);
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 1023 }), (a, b, k) => {
        const x = k / 1024;
        expect(betainc(a, b, x)).toBeCloseTo(betaincc(b, a, 1 - x), 13);
        expect(betainc(a, b, x) + betaincc(a, b, x)).toBeCloseTo(1, 13);
        expect(betainc(a, b, x)).toBeLessThanOrEqual(betainc(a, b, (k + 1) / 1024) + 1e-14);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it("refuses bad input and passes NaN", () => {
    expect(betainc(Number.NaN, 1, 0.5)).toBeNaN();
    expect(() => betainc(1, 1, 2)).toThrow(
      "betainc: a = 1, b = 1, x = 2; finite a, b > 0 and 0 ≤ x ≤ 1 are needed",
    );
    expect(() => betaincinv(1, 1, -0.5)).toThrow("betaincinv: a = 1, b = 1, probability -0.5");
  });

  it("keeps its digits far below the mean of large a and b (mpmath)", () => {
    // At x = 7e-13 against a mean of 3e-3, 1 + s of the exponent has lost all but six digits of s.
    const value = betainc(27, 8708.262698872739, 7.368746226910002e-13);
    expect(Math.abs(value / 6.001816004545739e-250 - 1)).toBeLessThan(2e-13);
  });

  it("infinite and too large parameters are refused, not worked on for ever", () => {
    expect(() => betainc(Number.POSITIVE_INFINITY, 1, 0.5)).toThrow("finite a, b > 0");
    expect(() => betaincinv(1e300, 2, 0.5)).toThrow("too large for the fraction");
    expect(lbeta(Number.POSITIVE_INFINITY, 1)).toBe(Number.NEGATIVE_INFINITY);
    expect(beta(Number.POSITIVE_INFINITY, 1)).toBe(0);
  });

  it("the inverses undo both tails", () => {
    for (const [a, b] of [
      [2, 5],
      [0.3, 0.4],
      [50, 0.5],
      [1e4, 3e4],
      [1e-2, 10],
    ] as const) {
      for (const p of [1e-150, 1e-8, 0.2, 0.7]) {
        const [x, y] = [betaincinv(a, b, p), betainccinv(a, b, p)];
        if (x > 0 && x < 0.9) expect(Math.abs(Math.log(betainc(a, b, x) / p))).toBeLessThan(1e-10);
        if (y > 0 && y < 0.9) expect(Math.abs(Math.log(betaincc(a, b, y) / p))).toBeLessThan(1e-10);
      }
    }
    expect([betaincinv(2, 3, 0), betaincinv(2, 3, 1), betainccinv(2, 3, 0)]).toEqual([0, 1, 1]);
  });
});
