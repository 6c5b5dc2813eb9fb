import { Philox, tensor } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { ttestInd } from "../hypothesis-tests/means/ttest.ts";
import { expectAllClose, expectClose, expectEach } from "../samples/node/golden.fixture.ts";
import { addConstant } from "./add-constant.ts";
import { breuschPagan } from "./heteroscedasticity.ts";
import { influence } from "./influence.ts";
import { leverageOf } from "./least-squares-fit.ts";
import { ols, wls } from "./ols.ts";
import { predictInterval } from "./predict-interval.ts";
import { compareFTest, fTest } from "./restriction-tests.ts";

const X = addConstant([[0], [1], [2]]);

it("by hand: 1, 2, 4 on 0, 1, 2: slope 3/2, intercept 5/6, residuals 1/6, −1/3, 1/6", () => {
  const { params, residuals, scale, rsquared, standardErrors, dfResid } = ols([1, 2, 4], X);
  expectAllClose(params, [5 / 6, 3 / 2], 1e-14);
  expectAllClose(residuals, [1 / 6, -1 / 3, 1 / 6], 1e-13);
  // SSR = 1/6 on 1; SST = 14/3; (XᵀX)⁻¹ = [[5/6, −1/2], [−1/2, 1/2]].
  expectEach([scale, rsquared, dfResid], [1 / 6, 1 - 1 / 28, 1], 1e-13);
  expectAllClose(standardErrors, [Math.sqrt(5) / 6, Math.sqrt(1 / 12)], 1e-13);
});

it("by hand: HC0 of a mean alone is Σe²/n²", () => {
  const { standardErrors } = ols([0, 3, 6], [[1], [1], [1]], { covType: "HC0" });
  expectClose(standardErrors[0]!, Math.sqrt(18 / 9), 1e-13);
});

it("by hand: clusters of one row are HC0, one lag of weight ½ adds the neighbours' products", () => {
  const y = [0, 3, 6];
  const ones = [[1], [1], [1]];
  const each = ols(y, ones, { covType: "cluster", groups: ["a", "b", "c"], useCorrection: false });
  expectClose(each.standardErrors[0]!, Math.sqrt(18 / 9), 1e-13);
  // e = −3, 0, 3: neighbours' products are 0, those two apart −9 with weight 1/3 each side.
  const lagged = ols(y, ones, { covType: "HAC", maxlags: 2 });
  expectClose(lagged.standardErrors[0]! ** 2, (18 + (2 / 3) * -9) / 9, 1e-12);
});

it("of two groups the slope's t is the pooled t-test", () => {
  const [a, b] = [
    [1, 4, 2, 8],
    [5, 7, 9],
  ];
  const found = ols([...b, ...a], addConstant([[1], [1], [1], [0], [0], [0], [0]]));
  const t = ttestInd(b, a);
  expectEach([found.tvalues[1]!, found.pvalues[1]!, found.dfResid], [t.statistic, t.pvalue, t.df], 1e-11);
});

it("a weight of 2 is a row twice, in the coefficients", () => {
  const twice = ols([1, 2, 2, 4], addConstant([[0], [1], [1], [2]]));
  expectAllClose(wls([1, 2, 4], X, [1, 2, 1]).params, twice.params, 1e-13);
});

it("a flat matrix, rows and a tensor give the same, and are not changed", () => {
  const rows = [
    [1, 0],
    [1, 1],
    [1, 2],
  ];
  const wanted = ols([1, 2, 4], X).params;
  expect(ols([1, 2, 4], rows).params).toEqual(wanted);
  expect(ols([1, 2, 4], tensor(rows, { dtype: "float64" })).params).toEqual(wanted);
  expect(rows).toEqual([
    [1, 0],
    [1, 1],
    [1, 2],
  ]);
});

it("leaving row i out moves the coefficients by what DFBETAS says", () => {
  const rng = new Philox(1);
  const rows = Array.from({ length: 12 }, () => [1, rng.normal(), rng.normal()]);
  const y = rows.map(([, a, b]) => 1 + 2 * a! - b! + rng.normal());
  const full = ols(y, rows);
  const { dfbetas, studentizedExternal } = influence(full);
  for (let i = 0; i < 12; i++) {
    const without = ols(
      y.filter((_, j) => j !== i),
      rows.filter((_, j) => j !== i),
    );
    const spread = Math.sqrt(without.scale);
    const unscaled = full.fit.unscaledCovariance;
    const moved = full.params.map(
      (value, j) => (value - without.params[j]!) / (spread * Math.sqrt(unscaled[j * 4]!)),
    );
    expectAllClose(dfbetas[i]!, moved, 1e-10);
    const predicted = predictInterval(without, [rows[i]!]).mean[0]!;
    const error = Math.sqrt(without.scale * (1 / (1 - leverageOf(full.fit)[i]!)));
    expectClose(studentizedExternal[i]!, (y[i]! - predicted) / error, 1e-10);
  }
});

it("intervals cover: coefficients with any covariance under equal variances, robust ones under unequal", () => {
  const rng = new Philox(5);
  const covered = { plain: 0, unequalPlain: 0, unequalHC3: 0, newValue: 0 };
  const trials = 1000;
  for (let trial = 0; trial < trials; trial++) {
    const rows = Array.from({ length: 30 }, () => [1, rng.normal()]);
    const steady = rows.map(([, x]) => 1 + 0.5 * x! + rng.normal());
    const unequal = rows.map(([, x]) => 1 + 0.5 * x! + (0.3 + x! ** 2) * rng.normal());
    const holds = ({ low, high }: { low: number; high: number }, truth: number) =>
      low <= truth && truth <= high ? 1 : 0;
    const plain = ols(steady, rows);
    covered.plain += holds(plain.confidenceIntervals[1]!, 0.5);
    covered.unequalPlain += holds(ols(unequal, rows).confidenceIntervals[1]!, 0.5);
    covered.unequalHC3 += holds(
      ols(unequal, rows, { covType: "HC3", useT: true }).confidenceIntervals[1]!,
      0.5,
    );
    covered.newValue += holds(
      predictInterval(plain, [[1, 0.7]]).predictionIntervals[0]!,
      1 + 0.35 + rng.normal(),
    );
  }
  expect(Math.abs(covered.plain / trials - 0.95)).toBeLessThan(0.028);
  expect(Math.abs(covered.newValue / trials - 0.95)).toBeLessThan(0.028);
  expect(covered.unequalPlain / trials).toBeLessThan(0.8);
  expect(covered.unequalHC3 / trials).toBeGreaterThan(0.9);
});

it("refuses too few rows, weights of 0, and covariances without what they need", () => {
  expect(() => ols([1, 2], X)).toThrow("ols: y has 2 values and X 3, equal lengths are needed");
  expect(() =>
    ols(
      [1, 2],
      [
        [1, 0],
        [1, 1],
      ],
    ),
  ).toThrow("ols: 2 rows for 2 independent columns");
  expect(() => wls([1, 2, 4], X, [1, 0, 1])).toThrow("wls: weights[1] 0");
  expect(() => ols([3, 3, 3], X)).toThrow("ols: all values of y are 3, values that differ are needed");
  expect(() => ols([1, 2, 4], X, { covType: "HAC" })).toThrow('ols: covType "HAC" without maxlags');
  expect(() => ols([1, 2, 4], X, { covType: "cluster" })).toThrow('ols: covType "cluster" without groups');
  expect(() => ols([1, 2, 4], X, { covType: "cluster", groups: [1, 1, 1] })).toThrow("ols: one cluster");
  expect(() => ols([1, 2, 4], X, { covType: "HC4" as "HC3" })).toThrow('ols: covType "HC4"');
  const fit = ols([1, 2, 4], X);
  expect(() => fTest(fit, [[1]])).toThrow("fTest: a row of R has 1 values and params 2");
  expect(() => compareFTest(fit, fit)).toThrow("a smaller restricted model is needed");
  expect(() => influence(wls([1, 2, 4, 4], addConstant([[0], [1], [2], [4]]), [1, 2, 1, 1]))).toThrow(
    "influence: a weighted fit",
  );
  expect(() => breuschPagan(ols([1, 2, 4], [[1], [2], [4.5]]))).toThrow(
    "breuschPagan: columns without a constant",
  );
});

it("ill-conditioned columns keep their digits: a polynomial of degree 5 at 1 to 20", () => {
  // Longley-like: the condition number is about 1e7; coefficients are whole numbers, and y is exact.
  const rows = Array.from({ length: 20 }, (_, i) => [0, 1, 2, 3, 4, 5].map((power) => (i + 1) ** power));
  const wanted = [7, -3, 2, 5, -1, 1];
  const y = rows.map((row) => row.reduce((total, value, j) => total + value * wanted[j]!, 0));
  const found = ols(y, rows);
  expect(found.conditionNumber).toBeGreaterThan(1e6);
  found.params.forEach((value, j) => {
    expect(Math.abs(value - wanted[j]!)).toBeLessThan(1e-8);
  });
});

it("robust errors of a slope do not change when x is moved far from 0, where (XᵀX)⁻¹ has lost its digits", () => {
  const z = [0, 1, 2, 3, 5, 8, 13, 21];
  const y = [1, 3, 2, 5, 4, 9, 12, 20];
  const groups = [0, 0, 1, 1, 2, 2, 3, 3];
  const at = (shift: number) => z.map((value) => [1, shift + value]);
  for (const options of [
    { covType: "HC0" },
    { covType: "HC3" },
    { covType: "HAC", maxlags: 2 },
    { covType: "cluster", groups },
  ] as const) {
    const near = ols(y, at(0), options).standardErrors[1]!;
    const far = ols(y, at(2 ** 20), options).standardErrors[1]!;
    expect(Math.abs(far / near - 1), options.covType).toBeLessThan(1e-8);
  }
});
