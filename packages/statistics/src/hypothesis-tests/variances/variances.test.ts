import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { expectClose, expectEach, golden } from "../../samples/node/golden.fixture.ts";
import type { TestSamples } from "../samples.fixture.ts";
import { bartlett } from "./bartlett.ts";
import { ftestVariances } from "./ftest-variances.ts";
import { levene } from "./levene.ts";

const { samples: s, means } = golden<{
  samples: TestSamples;
  means: { levene: Record<"mean" | "median" | "trimmed", [number, number]>; bartlett: [number, number] };
}>("tests");
const groups = [s.x, s.y, s.z];

describe("levene", () => {
  it("by hand: distances from the mean 1, 1, 0 and 3, 3, 0 have between 8/3, within 20/3 on 4: W = 1.6", () => {
    expectClose(
      levene(
        [
          [0, 1, 2],
          [0, 3, 6],
        ],
        { center: "mean" },
      ).statistic,
      1.6,
      1e-14,
    );
  });

  it.each(["mean", "median", "trimmed"] as const)("with centre %s as in SciPy", (center) => {
    const { statistic, pvalue } = levene(groups, { center, proportiontocut: 0.1 });
    expectEach([statistic, pvalue], means.levene[center]);
  });

  it("refuses another centre and half the values cut", () => {
    expect(() => levene(groups, { center: "mode" as "mean" })).toThrow('levene: center "mode"');
    expect(() => levene(groups, { proportiontocut: 0.5 })).toThrow("levene: proportiontocut 0.5");
  });
});

describe("bartlett", () => {
  it("by hand: equal variances give T = 0, and p = 1", () => {
    const { statistic, pvalue, df } = bartlett([0, 1, 2], [5, 6, 7]);
    expectEach([Math.abs(statistic), pvalue, df], [0, 1, 1], 1e-15);
  });

  it("T and p as in SciPy", () => {
    const { statistic, pvalue } = bartlett(...groups);
    expectEach([statistic, pvalue], means.bartlett);
  });

  it("refuses a constant sample", () => {
    expect(() => bartlett([1, 1], [1, 2])).toThrow("bartlett: all values of sample 0 are equal");
  });
});

describe("ftestVariances", () => {
  it("by hand: variances 4 and 1 on 2 and 2: F = 4, P(F ≥ f) = 1/(1 + f)", () => {
    const { statistic, pvalue, dfn, dfd } = ftestVariances([0, 2, 4], [0, 1, 2], { alternative: "greater" });
    expect([statistic, dfn, dfd]).toEqual([4, 2, 2]);
    expectClose(pvalue, 0.2, 1e-13);
    expectClose(ftestVariances([0, 2, 4], [0, 1, 2]).pvalue, 0.4, 1e-13);
  });

  it("by hand: the interval divides by the quantiles f/(1 + f) = p", () => {
    const { confidenceInterval } = ftestVariances([0, 2, 4], [0, 1, 2], { confidenceLevel: 0.9 });
    expectEach([confidenceInterval.low, confidenceInterval.high], [4 / 19, 76], 1e-11);
  });

  it("covers a ratio of 4 in 90 of 100 samples", () => {
    const rng = new Philox(5);
    let covered = 0;
    for (let trial = 0; trial < 2000; trial++) {
      const draw = (n: number, std: number) => Float64Array.from({ length: n }, () => std * rng.normal());
      const { low, high } = ftestVariances(draw(6, 2), draw(9, 1), {
        confidenceLevel: 0.9,
      }).confidenceInterval;
      if (low <= 4 && high >= 4) covered++;
    }
    expect(Math.abs(covered / 2000 - 0.9)).toBeLessThan(0.027);
  });

  it("Levene's test refuses pairs, whose values lie equally far from their centre", () => {
    const pairs = [
      [0.8895262312025282, 2.8851320790624757],
      [0.42783229371228115, 0.6587205655355732],
    ];
    expect(() => levene(pairs)).toThrow("levene: the values of each sample lie equally far from its centre");
    expect(() =>
      levene([
        [1, 1, 1],
        [2, 2],
      ]),
    ).toThrow("levene: the values of each sample");
  });

  it("refuses a constant sample", () => {
    expect(() => ftestVariances([0, 1], [2, 2])).toThrow("ftestVariances: all values of y are equal");
  });
});
