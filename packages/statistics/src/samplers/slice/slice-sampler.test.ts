import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { expectMoments } from "../moments.fixture.ts";
import { sampleChains, statisticChains } from "../sample-chains.ts";
import { EllipticalSlice } from "./elliptical-slice.ts";
import { SliceSampler } from "./slice-sampler.ts";

it("an exponential density, with an edge at 0: mean 1, variance 1", () => {
  const target = { logDensity: ([x]: Float64Array) => (x! >= 0 ? -x! : Number.NEGATIVE_INFINITY) };
  const sampler = new SliceSampler({ target, size: 1 });
  const draws = sampleChains({
    sampler,
    draws: 2000,
    warmup: 50,
    initial: (c) => [c + 0.5],
    rng: new Philox(0),
  });
  expectMoments(draws, { mean: [1], variance: [1] });
  expect(Math.min(...draws.values)).toBeGreaterThanOrEqual(0);
});

it("a width 1,000 times too small or too large costs evaluations, not correctness", () => {
  const target = { logDensity: ([x]: Float64Array) => -0.5 * x! * x! };
  for (const [width, maxSteps] of [
    [1e-3, 1e5],
    [1e3, 100],
  ] as const) {
    const sampler = new SliceSampler({ target, size: 1, width, maxSteps });
    const draws = sampleChains({ sampler, chains: 2, draws: 500, warmup: 5, rng: new Philox(1) });
    expectMoments(draws, { mean: [0], variance: [1] });
    expect(statisticChains(draws, "evaluations")[0]![0]).toBeGreaterThan(5);
  }
});

it("elliptical slices of a normal prior and a normal likelihood are the conjugate posterior", () => {
  // Prior N(1, 4), y = 3 with variance 1: posterior precision 1/4 + 1, mean (1/4 + 3) / 1.25.
  const sampler = new EllipticalSlice({
    logLikelihood: ([x]) => -0.5 * (3 - x!) ** 2,
    mean: [1],
    covariance: [[4]],
  });
  const draws = sampleChains({ sampler, draws: 2000, warmup: 50, rng: new Philox(2) });
  expectMoments(draws, { mean: [3.25 / 1.25], variance: [0.8] });
});

it("refuses widths that do not fit and a covariance that is none", () => {
  const target = { logDensity: () => 0 };
  expect(() => new SliceSampler({ target, size: 2, width: [1] })).toThrow(
    "SliceSampler: 1 widths, size 2 is needed",
  );
  expect(() => new SliceSampler({ target, size: 1, width: 0 })).toThrow("SliceSampler: width 0");
  expect(() => new EllipticalSlice({ logLikelihood: () => 0, mean: [0], covariance: [[-1]] })).toThrow(
    "EllipticalSlice: the leading minor of order 1 of covariance is not positive",
  );
});
