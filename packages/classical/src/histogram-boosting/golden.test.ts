import { describe, expect, it } from "vitest";
import { Matrix } from "../matrix/matrix.ts";
import { edgesOf } from "./binning/bins.ts";
import { cases, edges, inputs, numbers, weighted, worst } from "./golden-histogram.fixture.ts";
import { HistGradientBoostingClassifier } from "./hist-gradient-boosting-classifier.ts";
import { HistGradientBoostingRegressor } from "./hist-gradient-boosting-regressor.ts";

/**
 * Derivatives are rounded to float32 there and here, 6e-8 of their size, from raw predictions that differ by rounding: once in a while to the other
 * side. So a leaf may differ by 1e-8, and 12 rounds by 1e-7.
 */
const tolerance = 1e-6;

describe("bins are scikit-learn's", () => {
  it.each(edges)("at most $bins", ({ x, weight, bins, edges: expected }) => {
    const found = edgesOf(
      Float64Array.from(numbers(x)),
      weight ? Float64Array.from(weight) : undefined,
      bins,
    );
    expect(worst(found, expected)).toBeLessThan(1e-14);
  });
});

describe("boosting is scikit-learn's", () => {
  const titled = cases.map((one, i) => [`${i}: ${JSON.stringify(one.options)}`, one] as const);

  it.each(titled)("%s", (_, { y, options, raw, fitted, predicted, staged, leaves, ...rest }) => {
    const isRegression = !y.every(Number.isInteger) || "loss" in options;
    const model = isRegression
      ? new HistGradientBoostingRegressor(options).fit(inputs.X, y, weighted(rest.weighted))
      : new HistGradientBoostingClassifier(options).fit(inputs.X, y, weighted(rest.weighted));
    const count = model.trees_.flat().map(({ column }) => column.filter((j) => j < 0).length);
    expect(count).toEqual(leaves);
    expect(worst(model.predict(inputs.test) as number[], predicted)).toBeLessThan(
      isRegression ? tolerance : 1e-15,
    );
    expect(worst([...model.stagedPredict(inputs.test)][3] as number[], staged)).toBeLessThan(tolerance);
    if (model instanceof HistGradientBoostingRegressor) return;
    expect(worst(columnsOf(model.decisionFunction(inputs.test)), raw.flat())).toBeLessThan(tolerance);
    const every = Int32Array.from({ length: fitted[0]!.length }, (_, i) => 8 * i);
    const some = inputs.X.takeRows(every);
    expect(worst(columnsOf(model.decisionFunction(some)), fitted.flat())).toBeLessThan(tolerance);
  });
});

function columnsOf(raw: Float64Array | Matrix): number[] {
  return Array.from(raw instanceof Matrix ? raw.transpose().data : raw);
}
