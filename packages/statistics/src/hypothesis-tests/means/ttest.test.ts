import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { expectClose, expectEach, golden } from "../../samples/node/golden.fixture.ts";
import type { TestSamples } from "../samples.fixture.ts";
import { type TtestResult, ttest1samp, ttestInd, ttestRel } from "./ttest.ts";

it("by hand: of 1, 2, 3 against 0, t = 2/(1/√3) = 2√3 with 2 degrees of freedom", () => {
  const { statistic, df, pvalue, cohensD, estimate } = ttest1samp([1, 2, 3], 0);
  expectEach([statistic, df, estimate, cohensD], [2 * Math.sqrt(3), 2, 2, 2], 1e-15);
  // With 2 degrees of freedom, P(T ≥ t) = ½ − t/(2√(2 + t²)).
  expectClose(pvalue, 1 - statistic / Math.sqrt(2 + statistic ** 2), 1e-13);
});

it("by hand: pooled, of 0, 2 and 4, 6: t = −4/√(2 · (½ + ½)) = −2√2, df 2", () => {
  const { statistic, df, standardError } = ttestInd([0, 2], [4, 6]);
  expectEach([statistic, df, standardError], [-2 * Math.SQRT2, 2, Math.SQRT2], 1e-14);
});

interface Case {
  name: string;
  alternative: "two-sided" | "less" | "greater";
  level: number;
  statistic: number;
  pvalue: number;
  df: number;
  interval: [number, number];
}
const { samples: s, means } = golden<{ samples: TestSamples; means: { ttests: Case[] } }>("tests");

it.each(means.ttests.map((test) => [test.name, test.alternative, test.level, test] as const))(
  "%s %s at %d as in SciPy",
  (name, alternative, confidenceLevel, test) => {
    const options = { alternative, confidenceLevel };
    const calls: Record<string, () => TtestResult> = {
      ttest1samp: () => ttest1samp(s.x, 0.1, options),
      ttestRel: () => ttestRel(s.x, s.w, options),
      ttestInd: () => ttestInd(s.x, s.y, options),
      welch: () => ttestInd(s.x, s.y, { ...options, equalVar: false }),
      far: () => ttestInd(s.x, s.far, { ...options, equalVar: false }),
    };
    const found = calls[name]!();
    for (const key of ["statistic", "pvalue", "df"] as const) expectClose(found[key], test[key], 1e-9, key);
    const { low, high } = found.confidenceInterval;
    expectEach([low, high], test.interval);
  },
);

it("under the hypothesis the test rejects at its level, and the interval covers as often as it says", () => {
  const rng = new Philox(11);
  let [rejected, covered] = [0, 0];
  for (let trial = 0; trial < 4000; trial++) {
    const x = Float64Array.from({ length: 6 }, () => 2 + rng.normal());
    const { pvalue, confidenceInterval } = ttest1samp(x, 2, { confidenceLevel: 0.9 });
    if (pvalue <= 0.05) rejected++;
    if (confidenceInterval.low <= 2 && confidenceInterval.high >= 2) covered++;
  }
  // Four standard errors of a share: 4 √(0.05 · 0.95/4000) and 4 √(0.9 · 0.1/4000).
  expect(Math.abs(rejected / 4000 - 0.05)).toBeLessThan(0.0138);
  expect(Math.abs(covered / 4000 - 0.9)).toBeLessThan(0.019);
});

it("paired is one-sample of the differences, and swapping two samples turns the sign", () => {
  const paired = ttestRel(s.x, s.w);
  const single = ttest1samp(
    s.x.map((value, i) => value - s.w[i]!),
    0,
  );
  expect(paired).toEqual(single);
  const [a, b] = [ttestInd(s.x, s.y), ttestInd(s.y, s.x)];
  expectClose(a.statistic, -b.statistic, 1e-14);
  expectClose(a.pvalue, b.pvalue, 1e-13);
});

it("refuses what has no t", () => {
  expect(() => ttest1samp([1], 0)).toThrow("ttest1samp: sample has 1 values, at least 2 are needed");
  expect(() => ttest1samp([2, 2, 2], 0)).toThrow("ttest1samp: all values equal (standard error 0)");
  expect(() => ttestRel([1, 2, 3], [1, 2])).toThrow(
    "ttestRel: x has 3 values and y 2, equal lengths are needed",
  );
  expect(() => ttestInd([1, 2, Number.NaN], [1, 2])).toThrow(
    "ttestInd: x[2] is NaN, finite numbers are needed",
  );
  expect(() => ttestInd([1, 2], [1, 3], { alternative: "larger" as "less" })).toThrow('alternative "larger"');
  expect(() => ttestInd([1, 2], [1, 3], { confidenceLevel: 95 })).toThrow("confidenceLevel 95");
  expect(() => ttestInd("ab" as unknown as number[], [1, 3])).toThrow(TypeError);
});
