/** The tests of normality. */
import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { expectClose, expectEach, golden } from "../../samples/node/golden.fixture.ts";
import { anderson } from "./anderson.ts";
import { jarqueBera } from "./jarque-bera.ts";
import { kurtosistest, normaltest, skewtest } from "./normaltest.ts";
import { shapiro } from "./shapiro.ts";

type Pair = [number, number];
interface Case {
  name: string;
  x: number[];
  shapiro: Pair;
  anderson?: Pair;
  jarqueBera?: Pair;
  normaltest?: Pair;
  skewtest?: Pair[];
  kurtosistest?: Pair[];
}
const { goodness } = golden<{ goodness: { normality: Case[] } }>("tests-counts");
const alternatives = ["two-sided", "less", "greater"] as const;

it("by hand: −1, 0, 0, 1 has skewness 0 and kurtosis ½/¼ = 2: JB = 4/6 · ¼", () => {
  const { statistic, pvalue, skewness, excessKurtosis } = jarqueBera([-1, 0, 0, 1]);
  expectEach([statistic, Math.abs(skewness), excessKurtosis], [1 / 6, 0, -1], 1e-14);
  expectClose(pvalue, Math.exp(-1 / 12), 1e-14);
});

it("by hand: three values in equal steps lie on the line, W = 1; 0, 0, 1 is as far off as three can be, W = ¾", () => {
  expectClose(shapiro([1, 2, 3]).statistic, 1, 1e-15);
  expectClose(shapiro([1, 2, 3]).pvalue, 1, 1e-7);
  expectClose(shapiro([0, 0, 1]).statistic, 0.75, 1e-14);
});

it.each(goodness.normality.map((test) => [test.name, test] as const))(
  "%s: Shapiro and Wilk as in SciPy",
  (_, test) => {
    const { statistic, pvalue } = shapiro(test.x);
    // SciPy's routine has normal quantiles by AS 111, right to about 1e-9.
    expectClose(statistic, test.shapiro[0], 1e-8);
    expectClose(pvalue, test.shapiro[1], 1e-7);
  },
);

const large = goodness.normality.filter(({ anderson: found }) => found !== undefined);
it.each(large.map((test) => [test.name, test] as const))(
  "%s: Anderson and Darling, Jarque and Bera, D'Agostino as in SciPy and statsmodels",
  (_, test) => {
    const found = {
      anderson: anderson(test.x),
      jarqueBera: jarqueBera(test.x),
      normaltest: normaltest(test.x),
    };
    for (const [name, { statistic, pvalue }] of Object.entries(found)) {
      const wanted = test[name as keyof typeof found]!;
      expectClose(statistic, wanted[0], 1e-9, name);
      expectClose(pvalue, wanted[1], 1e-9, name);
    }
    alternatives.forEach((alternative, i) => {
      const [skew, kurtosis] = [skewtest(test.x, { alternative }), kurtosistest(test.x, { alternative })];
      expectEach(
        [skew.statistic, kurtosis.statistic],
        [test.skewtest![i]![0], test.kurtosistest![i]![0]],
        1e-9,
      );
      expectClose(skew.pvalue, test.skewtest![i]![1], 1e-9);
      expectClose(kurtosis.pvalue, test.kurtosistest![i]![1], 1e-9);
    });
  },
);

it("normal samples are rejected at the level, exponential ones mostly", () => {
  const rng = new Philox(12);
  const rejected = { shapiro: 0, anderson: 0, exponential: 0 };
  for (let trial = 0; trial < 1000; trial++) {
    const x = Float64Array.from({ length: 25 }, () => rng.normal());
    if (shapiro(x).pvalue <= 0.05) rejected.shapiro++;
    if (anderson(x).statistic > anderson(x).criticalValues[2]!) rejected.anderson++;
    if (shapiro(x.map(() => -Math.log1p(-rng.uniform()))).pvalue <= 0.05) rejected.exponential++;
  }
  expect(Math.abs(rejected.shapiro / 1000 - 0.05)).toBeLessThan(0.028);
  expect(Math.abs(rejected.anderson / 1000 - 0.05)).toBeLessThan(0.028);
  expect(rejected.exponential / 1000).toBeGreaterThan(0.85);
});

it("refuses constants and samples too small or too large", () => {
  expect(() => shapiro([1, 1, 1])).toThrow("shapiro: all values are equal");
  expect(() => shapiro(new Float64Array(5001).map((_, i) => i))).toThrow(
    "shapiro: 5001 values, at most 5000",
  );
  expect(() => anderson([2, 2, 2])).toThrow("anderson: all values are equal");
  expect(() => skewtest([1, 2, 3])).toThrow("skewtest: sample has 3 values, at least 8 are needed");
  expect(() => jarqueBera([4, 4])).toThrow("jarqueBera: all values are equal");
});
