import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { expectMean, expectMoments } from "../moments.fixture.ts";
import { parameterChains, sampleChains, statisticChains } from "../sample-chains.ts";
import type { Target } from "../targets/target.ts";
import { MALA } from "./mala.ts";
import { polynomialSteps, SGLD } from "./sgld.ts";
import { ULA } from "./ula.ts";

const normal: Target = { logDensity: ([x]) => -0.5 * x! * x!, gradient: ([x]) => Float64Array.of(-x!) };

it("MALA by hand: from 1 with h = ½, x′ = ½ + z, ln α = −(x′² − 1)/2 + (z² − (1 − x′/2)²)/2", () => {
  const chain = new MALA({ target: normal, size: 1, stepSize: 0.5 }).start([1], {
    rng: new Philox(0),
    warmup: 0,
  });
  const z = new Philox(0).normal();
  const x = 0.5 + z;
  chain.step(false);
  const logAlpha = -(x * x - 1) / 2 + (z * z - (1 - x / 2) ** 2) / 2;
  expect(chain.statistics.acceptance).toBeCloseTo(Math.min(1, Math.exp(logAlpha)), 13);
});

it("MALA samples a normal law, at the acceptance rate asked for", () => {
  const target: Target = {
    logDensity: (x) => -0.5 * x.reduce((sum, v) => sum + v * v, 0),
    gradient: (x) => x.map((v) => -v),
  };
  const sampler = new MALA({ target, size: 5, stepSize: 20 });
  const draws = sampleChains({ sampler, draws: 2000, warmup: 1000, rng: new Philox(1) });
  expectMoments(draws, { mean: [0, 0, 0, 0, 0], variance: [1, 1, 1, 1, 1] });
  const rates = statisticChains(draws, "acceptance");
  const rate = rates.reduce((sum, chain) => sum + chain.reduce((a, b) => a + b, 0), 0) / 8000;
  expect(Math.abs(rate - 0.574)).toBeLessThan(0.05);
});

it("ULA with h = ½ has the variance 1 / (1 − h/2) = 4/3, not 1", () => {
  const sampler = new ULA({ target: normal, size: 1, stepSize: 0.5 });
  const draws = sampleChains({ sampler, draws: 5000, warmup: 100, rng: new Philox(2) });
  expectMoments(draws, { mean: [0], variance: [4 / 3] });
});

it("ULA that runs away is stopped by name", () => {
  const chain = new ULA({ target: normal, size: 1, stepSize: 3 }).start([1], {
    rng: new Philox(3),
    warmup: 0,
  });
  expect(() => {
    for (let i = 0; i < 5000; i++) chain.step(false);
  }).toThrow("a stepSize below 3 is needed");
});

it("SGLD with minibatches finds a normal mean's posterior when draws are weighted by ε", () => {
  // y_i ~ N(θ, 1), flat prior: θ | y ~ N(ȳ, 1/n).
  const data = new Philox(4);
  const n = 100;
  const y = Float64Array.from({ length: n }, () => 2 + data.normal());
  const mean = y.reduce((a, b) => a + b, 0) / n;
  const stochasticGradient = ([theta]: Float64Array, rng: Philox) => {
    let sum = 0;
    for (let i = 0; i < 10; i++) sum += y[rng.integer(n)]! - theta!;
    return [(n / 10) * sum];
  };
  const sampler = new SGLD({
    size: 1,
    stochasticGradient,
    stepSize: polynomialSteps({ a: 0.005, b: 10, gamma: 0.55 }),
  });
  const draws = sampleChains({ sampler, draws: 10_000, warmup: 1000, rng: new Philox(5) });
  const epsilon = statisticChains(draws, "stepSize");
  const total = epsilon.reduce((sum, chain) => sum + chain.reduce((a, b) => a + b, 0), 0) / 40_000;
  const weighted = (f: (theta: number) => number) =>
    parameterChains(draws, 0).map((chain, c) =>
      chain.map((theta, s) => (epsilon[c]![s]! / total) * f(theta)),
    );
  expectMean(
    weighted((theta) => theta),
    mean,
    "posterior mean",
  );
  const square = weighted((theta) => (theta - mean) ** 2);
  const variance = square.reduce((sum, chain) => sum + chain.reduce((a, b) => a + b, 0), 0) / 40_000;
  // The noise of the minibatch widens it by about ε n²/(4 · 10) · 1/n · … : a few percent of 1/n at these steps.
  expect(variance * n).toBeGreaterThan(0.9);
  expect(variance * n).toBeLessThan(1.2);
});

it("the schedule is a (b + t)^(−γ), and γ outside (½, 1] is refused", () => {
  expect(polynomialSteps({ a: 2, b: 3, gamma: 1 })(1)).toBe(0.5);
  expect(() => polynomialSteps({ a: 1, b: 1, gamma: 0.5 })).toThrow("polynomialSteps: gamma 0.5");
  expect(() => new ULA({ target: normal, size: 1, stepSize: 0 })).toThrow("ULA: stepSize 0");
});
