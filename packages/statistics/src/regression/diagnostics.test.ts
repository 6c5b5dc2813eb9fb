/** What the diagnostics see, on paper and in data made to show it. */
import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { expectAllClose, expectClose } from "../samples/node/golden.fixture.ts";
import { addConstant } from "./add-constant.ts";
import { durbinWatson } from "./durbin-watson.ts";
import { breuschPagan, whiteTest } from "./heteroscedasticity.ts";
import { influence } from "./influence.ts";
import { linearReset } from "./linear-reset.ts";
import { ols } from "./ols.ts";
import { compareLrTest, fTest } from "./restriction-tests.ts";
import { varianceInflationFactors } from "./variance-inflation-factors.ts";
import { waldF } from "./wald-f.ts";

it("by hand: Durbin and Watson of 1, −1, 1, −1 is 12/4, of 1, 1, −1, −1 it is 4/4", () => {
  expect([durbinWatson([1, -1, 1, -1]), durbinWatson([1, 1, -1, -1])]).toEqual([3, 1]);
  expect(() => durbinWatson([0, 0])).toThrow("durbinWatson: all residuals are 0");
});

it("by hand: orthogonal columns have VIF 1, columns with r² = ¾ have 4", () => {
  const orthogonal = [
    [1, -1, -1],
    [1, -1, 1],
    [1, 1, -1],
    [1, 1, 1],
  ];
  expectAllClose(varianceInflationFactors(orthogonal), [1, 1, 1], 1e-12);
  // x₂ = √3 x₁ + another of the same length.
  const mixed = orthogonal.map(([, a, b]) => [1, a!, Math.sqrt(3) * a! + b!]);
  expectAllClose(varianceInflationFactors(mixed).subarray(1), [4, 4], 1e-12);
  expect(() => varianceInflationFactors([[1], [2]])).toThrow("varianceInflationFactors: one column");
});

it("by hand: Wald's F of one restriction is the square of (β − q)/se", () => {
  const { statistic, dfn, dfd } = waldF({
    R: [[0, 1]],
    q: [1],
    params: new Float64Array([5, 4]),
    covariance: new Float64Array([1, 0, 0, 9]),
    df: 7,
  });
  expect([dfn, dfd]).toEqual([1, 7]);
  expectClose(statistic, 1, 1e-12);
});

it("by hand: leverages of 0, 1, 2, 1 are ¾, ¼, ¾, ¼", () => {
  const fit = ols([1, 2, 4, 3], addConstant([[0], [1], [2], [1]]));
  // x̄ = 1, Σ(x − x̄)² = 2: h = ¼ + (x − 1)²/2.
  expectAllClose(influence(fit).leverage, [0.75, 0.25, 0.75, 0.25], 1e-13);
});

it("an F of one coefficient is its t², and likelihood ratios of nested models agree with it", () => {
  const rng = new Philox(3);
  const X = addConstant(Array.from({ length: 20 }, () => [rng.normal(), rng.normal()]));
  const y = Array.from({ length: 20 }, () => rng.normal());
  const full = ols(y, X);
  expectClose(fTest(full, [[0, 0, 1]]).statistic, full.tvalues[2]! ** 2, 1e-10);
  const without = { rows: 20, cols: 2, data: X.data.filter((_, at) => at % 3 !== 2) };
  const { statistic, df } = compareLrTest(full, ols(y, without));
  expect(df).toBe(1);
  expectClose(statistic, 20 * Math.log1p(full.tvalues[2]! ** 2 / 17), 1e-10);
});

const rng = new Philox(8);
const simulate = (make: (x: number) => number) => {
  const rejected = { breuschPagan: 0, white: 0, reset: 0 };
  for (let trial = 0; trial < 300; trial++) {
    const x = Array.from({ length: 60 }, () => [3 * rng.uniform()]);
    const fit = ols(
      x.map(([v]) => make(v!)),
      addConstant(x),
    );
    if (breuschPagan(fit).pvalue <= 0.05) rejected.breuschPagan++;
    if (whiteTest(fit).pvalue <= 0.05) rejected.white++;
    if (linearReset(fit).pvalue <= 0.05) rejected.reset++;
  }
  return rejected;
};

it("tests keep their level on a right model, and find unequal variances and a curve", () => {
  // 300 trials: 5 % ± four errors is 0 to 30; asymptotic tests at n = 60 may be off by a little.
  for (const count of Object.values(simulate((v) => 1 + v + rng.normal()))) expect(count).toBeLessThan(32);
  const unequal = simulate((v) => 1 + v + (0.2 + v) * rng.normal());
  expect(unequal.breuschPagan).toBeGreaterThan(250);
  expect(unequal.white).toBeGreaterThan(220);
  expect(simulate((v) => v * v + 0.5 * rng.normal()).reset).toBeGreaterThan(280);
});

it("RESET needs a constant", () => {
  expect(() => linearReset(ols([1, 2, 4], [[1], [2], [4.5]]))).toThrow(
    "linearReset: a weighted fit or one without a constant",
  );
});
