/** The linear model against statsmodels. What can be checked on paper is in the tests beside each file. */
import { describe, expect, it } from "vitest";
import { expectAllClose, expectClose, expectEach, golden } from "../samples/node/golden.fixture.ts";
import { durbinWatson } from "./durbin-watson.ts";
import { breuschPagan, whiteTest } from "./heteroscedasticity.ts";
import { influence } from "./influence.ts";
import { linearReset } from "./linear-reset.ts";
import { type OlsOptions, type OlsResult, ols, wls } from "./ols.ts";
import { type Prediction, predictInterval } from "./predict-interval.ts";
import { compareFTest, compareLrTest, fTest } from "./restriction-tests.ts";
import { varianceInflationFactors } from "./variance-inflation-factors.ts";

type Scalars =
  | "rsquared"
  | "rsquaredAdj"
  | "fvalue"
  | "fPvalue"
  | "logLikelihood"
  | "aic"
  | "bic"
  | "ssr"
  | "scale"
  | "dfModel"
  | "dfResid"
  | "conditionNumber";
type Vectors = "params" | "standardErrors" | "tvalues" | "pvalues";
type Summary = Record<Scalars, number> & Record<Vectors, number[]> & { intervals: [number, number][] };
interface GoldenPrediction {
  mean: number[];
  se: number[];
  ci: [number, number][];
  obs: [number, number][];
}
interface Golden {
  y: number[];
  X: number[][];
  weights: number[];
  groups: number[];
  new: number[][];
  fits: Record<string, Summary>;
  collinear: { params: number[]; rsquared: number; dfModel: number; fvalue: number; aic: number };
  influence: Record<
    "leverage" | "studentizedInternal" | "studentizedExternal" | "cooksDistance" | "cooksPvalues" | "dffits",
    number[]
  > & { dfbetas: number[][] };
  vif: number[];
  breuschPagan: number[];
  breuschPaganNormal: number[];
  white: number[];
  durbinWatson: number;
  reset: [number, boolean, number, number][];
  fTest: [number, number][];
  compareF: [number, number, number];
  compareLr: [number, number, number];
  prediction: GoldenPrediction;
  predictionWls: GoldenPrediction;
  predictionHC3: GoldenPrediction;
}
const g = golden<Golden>("inference-regression");
const confidenceLevel = 0.9;
const fit = (options: OlsOptions) => () => ols(g.y, g.X, { confidenceLevel, ...options });
const hidden = g.X.map((row) => [row[2]! > 1.5 ? 1 : 0, row[2]! <= 1.5 ? 1 : 0, row[1]!]);
const fits: Record<string, () => OlsResult> = {
  nonrobust: fit({}),
  wls: () => wls(g.y, g.X, g.weights, { confidenceLevel }),
  noConstant: () =>
    ols(
      g.y,
      g.X.map((row) => row.slice(1)),
      { confidenceLevel },
    ),
  hidden: () => ols(g.y, hidden, { confidenceLevel }),
  HC0: fit({ covType: "HC0" }),
  HC1: fit({ covType: "HC1" }),
  HC2: fit({ covType: "HC2" }),
  HC3: fit({ covType: "HC3" }),
  "wls HC1": () => wls(g.y, g.X, g.weights, { confidenceLevel, covType: "HC1" }),
  "HC3 t": fit({ covType: "HC3", useT: true }),
  HAC: fit({ covType: "HAC", maxlags: 3 }),
  "HAC corrected": fit({ covType: "HAC", maxlags: 3, useCorrection: true }),
  cluster: fit({ covType: "cluster", groups: g.groups }),
  "cluster t": fit({ covType: "cluster", groups: g.groups, useT: true }),
  "cluster plain": fit({ covType: "cluster", groups: g.groups, useCorrection: false }),
};

it.each(Object.keys(g.fits))("%s: every figure of the summary", (name) => {
  const [found, wanted] = [fits[name]!(), g.fits[name]!];
  for (const key of ["params", "standardErrors", "tvalues"] as const)
    expectAllClose(found[key], wanted[key], 1e-9, key);
  for (const [j, p] of found.pvalues.entries()) expectClose(p, wanted.pvalues[j]!, 1e-9, `p ${j}`);
  expectAllClose(
    found.confidenceIntervals.flatMap(({ low, high }) => [low, high]),
    wanted.intervals.flat(),
    1e-9,
    "intervals",
  );
  for (const key of [
    "rsquared",
    "rsquaredAdj",
    "fvalue",
    "fPvalue",
    "logLikelihood",
    "aic",
    "bic",
    "ssr",
    "scale",
    "dfModel",
    "dfResid",
    "conditionNumber",
  ] as const) {
    expectClose(found[key], wanted[key], 1e-9, key);
  }
});

it("a column that depends on others: the least-norm solution, and the rank in all degrees of freedom", () => {
  const found = ols(
    g.y,
    g.X.map((row) => [...row, row[1]! - 2 * row[2]!]),
  );
  expectAllClose(found.params, g.collinear.params, 1e-9);
  for (const key of ["rsquared", "dfModel", "fvalue", "aic"] as const)
    expectClose(found[key], g.collinear[key], 1e-9, key);
  expect(found.fit.rank).toBe(4);
});

it("influence: leverage, residuals, Cook's distance, DFFITS, DFBETAS", () => {
  const { dfbetas, ...found } = influence(fits.nonrobust!());
  for (const [key, values] of Object.entries(found)) {
    expectAllClose(values, g.influence[key as keyof typeof found], 1e-9, key);
  }
  for (const [i, row] of dfbetas.entries())
    expectAllClose(row, g.influence.dfbetas[i]!, 1e-9, `dfbetas ${i}`);
});

describe("diagnostics", () => {
  const base = fits.nonrobust!();

  it("variance inflation factors", () => {
    expectAllClose(varianceInflationFactors(g.X).subarray(1), g.vif, 1e-9);
  });

  it("Breusch and Pagan, White", () => {
    const figures = ({ statistic, pvalue, fvalue, fPvalue }: ReturnType<typeof whiteTest>) => [
      statistic,
      pvalue,
      fvalue,
      fPvalue,
    ];
    const found = [breuschPagan(base), breuschPagan(base, { robust: false }), whiteTest(base)].map(figures);
    [g.breuschPagan, g.breuschPaganNormal, g.white].forEach((wanted, i) => {
      for (const [j, value] of wanted.entries()) expectClose(found[i]![j]!, value, 1e-9, `${i} ${j}`);
    });
  });

  it("Durbin and Watson, RESET", () => {
    expectClose(durbinWatson(base.residuals), g.durbinWatson, 1e-12);
    for (const [power, useF, statistic, pvalue] of g.reset) {
      const found = linearReset(base, { power, useF });
      // statsmodels raises the fitted values to powers as they are, which costs it some digits.
      expectClose(found.statistic, statistic, 1e-8);
      expectClose(found.pvalue, pvalue, 1e-8);
    }
  });
});

it("restrictions and nested models", () => {
  const R = [
    [0, 1, 1, 0],
    [0, 0, 0, 1],
  ];
  ["nonrobust", "HC1", "cluster"].forEach((name, i) => {
    const { statistic, pvalue } = fTest(fits[name]!(), R, [0.2, 0.1]);
    expectClose(statistic, g.fTest[i]![0], 1e-9, name);
    expectClose(pvalue, g.fTest[i]![1], 1e-9, name);
  });
  const [full, restricted] = [
    fits.nonrobust!(),
    ols(
      g.y,
      g.X.map((row) => row.slice(0, 2)),
    ),
  ];
  const f = compareFTest(full, restricted);
  expectEach([f.statistic, f.pvalue, f.dfn], g.compareF);
  const lr = compareLrTest(full, restricted);
  expectEach([lr.statistic, lr.pvalue, lr.df], g.compareLr);
});

it("predictions with the intervals of the mean and of new values", () => {
  const flat = (intervals: Prediction["confidenceIntervals"]) =>
    intervals.flatMap(({ low, high }) => [low, high]);
  for (const [name, wanted] of [
    ["nonrobust", g.prediction],
    ["wls", g.predictionWls],
    ["HC3", g.predictionHC3],
  ] as const) {
    const found = predictInterval(fits[name]!(), g.new, { confidenceLevel });
    expectAllClose(found.mean, wanted.mean, 1e-9, name);
    expectAllClose(found.standardErrors, wanted.se, 1e-9, name);
    expectAllClose(flat(found.confidenceIntervals), wanted.ci.flat(), 1e-9, name);
    expectAllClose(flat(found.predictionIntervals), wanted.obs.flat(), 1e-9, name);
  }
});
