import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { fitGeneralizedPareto, paretoSmoothLogWeights } from "./pareto-smoothing.ts";

it("equal weights stay equal, with no tail to fit", () => {
  const { logWeights, paretoK } = paretoSmoothLogWeights(new Array(10).fill(3));
  for (const w of logWeights) expect(w).toBeCloseTo(-Math.log(10), 14);
  expect(paretoK).toBe(Number.POSITIVE_INFINITY);
});

it.each([-0.3, 0.2, 0.8])("finds the shape k = %f that exceedances were drawn with", (k) => {
  const rng = new Philox(4);
  const n = 4000;
  const sorted = Float64Array.from({ length: n }, () => (2 / k) * ((1 - rng.uniform()) ** -k - 1)).sort();
  const fit = fitGeneralizedPareto(sorted);
  // The maximum-likelihood estimate of k has the error (1 + k)/√n, 0.028 at most here; three of it.
  expect(Math.abs(fit.k - k)).toBeLessThan((3 * (1 + k)) / Math.sqrt(n) + 0.005);
  expect(Math.abs(fit.sigma / 2 - 1)).toBeLessThan(0.1);
});

it("the body of the weights keeps its order and ratios, the sum is 1", () => {
  const rng = new Philox(5);
  const logRatios = Float64Array.from({ length: 500 }, () => 1.5 * rng.normal());
  const { logWeights } = paretoSmoothLogWeights(logRatios);
  expect(logWeights.reduce((sum, w) => sum + Math.exp(w), 0)).toBeCloseTo(1, 12);
  const order = Array.from(logRatios.keys()).sort((a, b) => logRatios[a]! - logRatios[b]!);
  for (let i = 1; i < order.length; i++) {
    expect(logWeights[order[i]!]!).toBeGreaterThanOrEqual(logWeights[order[i - 1]!]!);
  }
  const [a, b] = [order[0]!, order[300]!];
  expect(logWeights[b]! - logWeights[a]!).toBeCloseTo(logRatios[b]! - logRatios[a]!, 10);
});

it("refuses NaN, and weights that are all 0", () => {
  expect(() => paretoSmoothLogWeights([0, Number.NaN])).toThrow("the largest log ratio is NaN");
  expect(() => paretoSmoothLogWeights([-Infinity])).toThrow("the largest log ratio is -Infinity");
  expect(() => paretoSmoothLogWeights([0], 0)).toThrow("reff 0");
});
