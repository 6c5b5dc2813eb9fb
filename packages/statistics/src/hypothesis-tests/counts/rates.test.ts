/** Tests of proportions and of Poisson rates. */
import { describe, expect, it } from "vitest";
import { expectClose, expectEach, golden } from "../../samples/node/golden.fixture.ts";
import { poissonTails, poissonTest, poissonTestTwoSample } from "./poisson-test.ts";
import { cohensH, proportionsZtest, proportionZtest } from "./proportions-ztest.ts";

type Alternative = "two-sided" | "less" | "greater";
interface Z {
  alternative: Alternative;
  one: [number, number];
  score: [number, number];
  two: [number, number];
}
interface Poisson {
  alternative: Alternative;
  exact: number;
  score: [number, number];
  cond: number;
  both: [number, number];
}
const { counts } = golden<{ counts: { ztests: Z[]; poisson: Poisson[] } }>("tests-counts");

describe("z-tests of proportions", () => {
  it("by hand: 60 of 100 against ½ with the variance of ½: z = 2", () => {
    const { statistic, estimate } = proportionZtest(60, 100, { value: 0.5, propVar: 0.5 });
    expectEach([statistic, estimate], [2, 0.6], 1e-14);
  });

  it("by hand: h of 1 and 0 is π", () => {
    expectClose(cohensH(1, 0), Math.PI, 1e-15);
  });

  it.each(counts.ztests)("$alternative as in statsmodels", ({ alternative, one, score, two }) => {
    const found = [
      proportionZtest(37, 110, { value: 0.4, alternative }),
      proportionZtest(37, 110, { value: 0.4, propVar: 0.4, alternative }),
      proportionsZtest([37, 61], [110, 140], { alternative }),
    ];
    [one, score, two].forEach((wanted, i) => {
      expectClose(found[i]!.statistic, wanted[0], 1e-12);
      expectClose(found[i]!.pvalue, wanted[1], 1e-9);
    });
  });

  it("refuses shares of 0 and 1, which have no standard error", () => {
    expect(() => proportionZtest(1, 3, { value: 0.5, propVar: -1 })).toThrow("propVar -1");
    expect(() => proportionsZtest([1, 2], [5, 7], { value: Number.NaN })).toThrow("value NaN");
    expect(() => cohensH(1.5, 0)).toThrow("cohensH: a share of 1.5, a number from 0 to 1 is needed");
    expect(() => proportionsZtest([0, 0], [5, 7])).toThrow("proportionsZtest: all or no trials succeeded");
    expect(() => proportionZtest(8, 7, { value: 0.5 })).toThrow("8 successes of 7 trials");
  });
});

describe("tests of rates", () => {
  it("by hand: no event where 2 are expected: e⁻²", () => {
    expectClose(poissonTest(0, 1, { rate: 2, alternative: "less" }).pvalue, Math.exp(-2), 1e-14);
    expectClose(poissonTails(1, 2).atMost, 3 * Math.exp(-2), 1e-14);
  });

  it("by hand: 3 against 0 in equal exposures is 1/8, 2/8 on both sides", () => {
    expectClose(poissonTestTwoSample([3, 1], [0, 1], { alternative: "greater" }).pvalue, 1 / 8, 1e-14);
    expectClose(poissonTestTwoSample([3, 1], [0, 1]).pvalue, 2 / 8, 1e-14);
  });

  it.each(counts.poisson)("$alternative as in statsmodels", ({ alternative, exact, score, cond, both }) => {
    expectClose(poissonTest(17, 4.5, { rate: 2.6, alternative }).pvalue, exact);
    const z = poissonTest(17, 4.5, { rate: 2.6, alternative, method: "score" });
    expectEach([z.statistic, z.pvalue], score, 1e-10);
    const samples = [
      [60, 514.775],
      [30, 543.087],
    ] as const;
    expectClose(poissonTestTwoSample(...samples, { ratio: 1.1, alternative }).pvalue, cond);
    const pair = poissonTestTwoSample(...samples, { ratio: 1.1, alternative, method: "score" });
    expectEach([pair.statistic, pair.pvalue], both, 1e-10);
  });

  it("refuses what is no rate", () => {
    expect(() => poissonTest(1, 0, { rate: 1 })).toThrow("poissonTest: exposure 0");
    expect(() => poissonTestTwoSample([0, 1], [0, 1])).toThrow("no events in either sample");
  });
});
