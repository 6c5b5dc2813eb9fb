import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { expectClose } from "../../samples/node/golden.fixture.ts";
import { cohensD, hedgesG, varianceShares } from "./effect-sizes.ts";

it("by hand: means 1 and 3 with pooled variance 2 are √2 deviations apart", () => {
  expectClose(cohensD([0, 2], [2, 4]), -Math.SQRT2, 1e-15);
  expectClose(cohensD([1, 2, 3], 1), 1, 1e-15);
});

it("by hand: g = d · J, and J(2) = Γ(1)/Γ(½) = 1/√π", () => {
  expectClose(hedgesG([0, 2], [2, 4]), -Math.SQRT2 / Math.sqrt(Math.PI), 1e-12);
});

it("g is free of bias where d is not: 4000 samples of five around one deviation", () => {
  const rng = new Philox(3);
  const sums = [0, 0];
  for (let trial = 0; trial < 4000; trial++) {
    const draw = (shift: number) => Float64Array.from({ length: 5 }, () => shift + rng.normal());
    const [x, y] = [draw(1), draw(0)];
    sums[0]! += cohensD(x, y) / 4000;
    sums[1]! += hedgesG(x, y) / 4000;
  }
  // d has a standard deviation of about 0.76 here: four standard errors are 0.048, and its bias is about 0.11.
  expect(Math.abs(sums[1]! - 1)).toBeLessThan(0.048);
  expect(sums[0]! - 1).toBeGreaterThan(0.06);
});

it("by hand: groups 0, 2 and 4, 6 have 16 of the 20 between them", () => {
  const { etaSquared, omegaSquared, epsilonSquared } = varianceShares([0, 2], [4, 6]);
  expect([etaSquared, epsilonSquared]).toEqual([16 / 20, 14 / 20]);
  expectClose(omegaSquared, 14 / 22, 1e-15);
});

it("refuses samples without variance, and g with one degree of freedom", () => {
  expect(() => cohensD([2, 2], [2, 2])).toThrow("cohensD: all values equal");
  expect(() => cohensD([2, 2], 1)).toThrow("cohensD: all values equal");
  expect(() => cohensD([1, 2], Number.NaN)).toThrow("cohensD: y NaN, a finite number is needed");
  expect(() => hedgesG([1, 2], 0)).toThrow("hedgesG: 1 degree of freedom, at least 2 are needed");
  expect(() => varianceShares([3, 3], [3])).toThrow("varianceShares: all values equal");
  expect(() => varianceShares([1], [2])).toThrow("varianceShares: all values equal or one value in each");
});

it("refuses single values", () => {
  expect(() => cohensD([1], [1, 2])).toThrow("cohensD: x has 1 values, at least 2 are needed");
  expect(() => varianceShares([1, 2])).toThrow("varianceShares: 1 samples, at least 2 are needed");
});
