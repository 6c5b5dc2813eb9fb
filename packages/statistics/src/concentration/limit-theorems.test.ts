import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { expectClose } from "../samples/node/golden.fixture.ts";
import { berryEsseen, distanceToNormal, runningMeans, standardizedMeans } from "./limit-theorems.ts";

it("by hand: running means of 1, 2, 6 are 1, 1.5, 3", () => {
  const values = [1, 2, 6];
  let at = 0;
  expect(Array.from(runningMeans(() => values[at++]!, { n: 3, rng: new Philox(0) }))).toEqual([1, 1.5, 3]);
});

it("by hand: of ±1, ρ = σ = 1: 0.4748/√n", () => {
  expectClose(berryEsseen({ n: 100, std: 1, absoluteThirdMoment: 1 }), 0.04748, 1e-14);
  // A single value 0 lies ½ from Φ on both sides.
  expect(distanceToNormal([0])).toBe(0.5);
});

it("the law of large numbers: the mean of 20 000 draws lies within four standard errors, and earlier ones further off", () => {
  const means = runningMeans((rng) => rng.uniform(), { n: 20000, rng: new Philox(3) });
  expect(Math.abs(means.at(-1)! - 0.5)).toBeLessThan(4 / Math.sqrt(12 * 20000));
  expect(Math.abs(means[0]! - 0.5)).toBeGreaterThan(Math.abs(means.at(-1)! - 0.5));
});

it("the central limit theorem: coins come near Φ, never further than Berry and Esseen say", () => {
  const p = 0.3;
  const rng = new Philox(4);
  const std = Math.sqrt(p * (1 - p));
  const third = p * (1 - p) ** 3 + (1 - p) * p ** 3;
  const distances = [10, 40, 160].map((n) => {
    const z = standardizedMeans((by) => (by.uniform() < p ? 1 : 0), { mean: p, std, n, trials: 4000, rng });
    const distance = distanceToNormal(z);
    // The sample's own distance from its distribution is at most 0.03 but for 1 in 700 (DKW).
    expect(distance).toBeLessThan(berryEsseen({ n, std, absoluteThirdMoment: third }) + 0.03);
    return distance;
  });
  expect(distances[2]!).toBeLessThan(distances[0]!);
});

it("refuses counts below 1", () => {
  expect(() => runningMeans(() => 1, { n: 0, rng: new Philox(0) })).toThrow("runningMeans: n 0");
  expect(() => berryEsseen({ n: 1, std: 0, absoluteThirdMoment: 1 })).toThrow("berryEsseen: std 0");
});
