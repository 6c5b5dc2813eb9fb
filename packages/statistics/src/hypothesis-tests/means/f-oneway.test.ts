import { expect, it } from "vitest";
import { expectClose, expectEach, golden } from "../../samples/node/golden.fixture.ts";
import type { TestSamples } from "../samples.fixture.ts";
import { fOneway } from "./f-oneway.ts";
import { ttestInd } from "./ttest.ts";

const { samples: s, means } = golden<{
  samples: TestSamples;
  means: { anova: [number, number]; welch: [number, number, number, number] };
}>("tests");

it("by hand: 16 between on 1, 4 within on 2 degrees of freedom: F = 8", () => {
  const { statistic, dfBetween, dfWithin, etaSquared } = fOneway([
    [0, 2],
    [4, 6],
  ]);
  expect([statistic, dfBetween, dfWithin, etaSquared]).toEqual([8, 1, 2, 0.8]);
});

it("F and p as SciPy's f_oneway and statsmodels' anova_oneway", () => {
  const plain = fOneway([s.x, s.y, s.z]);
  expectEach([plain.statistic, plain.pvalue], means.anova);
  const welch = fOneway([s.x, s.y, s.z], { equalVar: false });
  expectEach([welch.statistic, welch.pvalue, welch.dfBetween, welch.dfWithin], means.welch);
  expectClose(welch.pvalue, means.welch[1]);
});

it("of two groups F is t², with Welch's too", () => {
  for (const equalVar of [true, false]) {
    const [f, t] = [fOneway([s.x, s.y], { equalVar }), ttestInd(s.x, s.y, { equalVar })];
    expectEach([f.statistic, f.pvalue, f.dfWithin], [t.statistic ** 2, t.pvalue, t.df], 1e-11);
  }
});

it("refuses groups without variance", () => {
  expect(() =>
    fOneway([
      [1, 1],
      [2, 2],
    ]),
  ).toThrow("fOneway: no variance within groups");
  expect(() => fOneway([[1], [2]])).toThrow("fOneway: one value in each group");
  expect(() => fOneway([[1, 2]])).toThrow("fOneway: 1 samples, at least 2 are needed");
});
