/** Moments, ranks and the checks of samples. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centralMoment, mean, median, quantile, sum, variance } from "./moments.ts";
import { orderOf, ranksOf, tieTerm } from "./ranks.ts";
import { countsOf, requireProbability, sampleOf, samplesOf } from "./sample.ts";

describe("moments", () => {
  it("by hand: 1, 2, 6 has mean 3, variance 7, third moment (−8 − 1 + 27)/3 and median 2", () => {
    const x = [1, 2, 6];
    expect([sum(x), mean(x), variance(x), centralMoment(x, 3), median(x)]).toEqual([9, 3, 7, 6, 2]);
  });

  it("a small value beside a large one is not lost in the sum", () => {
    expect(sum([1, 1e100, 1, -1e100])).toBe(2);
  });

  it("a large mean leaves the variance its digits", () => {
    expect(variance([1e9 + 1, 1e9 + 2, 1e9 + 3])).toBe(1);
  });

  it("equal values have variance 0 to the last bit, whatever their number", () => {
    for (const value of [0.1, 1 / 3, 1e17 / 7, -2.3e-5]) {
      for (let n = 2; n < 60; n++) {
        const x = new Float64Array(n).fill(value);
        expect([mean(x), variance(x)]).toEqual([value, 0]);
      }
    }
  });

  it("quantiles are linear between order statistics", () => {
    expect([0, 0.25, 0.5, 1].map((q) => quantile([10, 20, 30], q))).toEqual([10, 15, 20, 30]);
  });
});

describe("ranks", () => {
  it("by hand: equal values share the mean of their places", () => {
    const { ranks, ties } = ranksOf([5, 1, 5, 3]);
    expect(Array.from(ranks)).toEqual([3.5, 1, 3.5, 2]);
    expect(ties).toEqual([1, 1, 2]);
    expect(tieTerm(ties)).toBe(6);
  });

  it("ranks sum to n(n + 1)/2 and keep the order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 20 }), (x) => {
        const { ranks, ties } = ranksOf(x);
        expect(ranks.reduce((a, b) => a + b, 0)).toBeCloseTo((x.length * (x.length + 1)) / 2, 9);
        expect(ties.reduce((a, b) => a + b, 0)).toBe(x.length);
        const order = orderOf(x);
        for (let i = 1; i < order.length; i++)
          expect(ranks[order[i]!]!).toBeGreaterThanOrEqual(ranks[order[i - 1]!]!);
      }),
    );
  });
});

describe("checks", () => {
  it("a sample is copied, and refused by place and name", () => {
    const given = [1, 2];
    const copy = sampleOf("f", "x", given);
    copy[0] = 9;
    expect(given).toEqual([1, 2]);
    expect(() => sampleOf("f", "x", [1, Infinity])).toThrow(
      new RangeError("f: x[1] is Infinity, finite numbers are needed; drop or impute it first"),
    );
    expect(() => sampleOf("f", "x", [1, "2" as unknown as number])).toThrow(
      new TypeError('f: x[1] is "2", numbers are needed'),
    );
    expect(() => sampleOf("f", "x", 3 as unknown as number[])).toThrow(
      new TypeError("f: x is 3, an array or typed array of numbers is needed"),
    );
    expect(() => sampleOf("f", "x", [1], 2)).toThrow(
      new RangeError("f: x has 1 values, at least 2 are needed"),
    );
    expect(() => samplesOf("f", [[1], [Number.NaN]])).toThrow("f: sample 1[0] is NaN");
    expect(() => countsOf("f", "counts", [1, -1])).toThrow(
      "f: counts[1] is -1, counts are whole numbers from 0 to 2^53",
    );
    expect(() => requireProbability("f", "p", 1)).toThrow("f: p 1, a number between 0 and 1 is needed");
  });
});
