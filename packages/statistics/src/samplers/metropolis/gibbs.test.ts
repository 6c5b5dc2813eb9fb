import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { expectMoments } from "../moments.fixture.ts";
import { sampleChains } from "../sample-chains.ts";
import { Gibbs } from "./gibbs.ts";
import { ParallelTempering } from "./parallel-tempering.ts";
import { RandomWalkMetropolis } from "./random-walk.ts";

const rho = 0.6;
/** Of a normal pair with variances 1 and correlation ρ: x_i | x_j ~ N(ρ x_j, 1 − ρ²). */
const conditional = (i: number) => (x: Float64Array, rng: Philox) => {
  x[i] = rho * x[1 - i]! + Math.sqrt(1 - rho * rho) * rng.normal();
};

it.each(["systematic", "random"] as const)("a %s scan of a normal pair has its moments", (scan) => {
  const sampler = new Gibbs({ size: 2, conditionals: [conditional(0), conditional(1)], scan });
  const draws = sampleChains({ sampler, draws: 2000, warmup: 100, rng: new Philox(0) });
  expectMoments(draws, { mean: [0, 0], variance: [1, 1] });
});

it("a systematic scan is the autoregression x₁ ← ρ² x₁ + …: lag one of ρ²", () => {
  const sampler = new Gibbs({ size: 2, conditionals: [conditional(0), conditional(1)] });
  const { values } = sampleChains({ sampler, chains: 1, draws: 20_000, warmup: 100, rng: new Philox(1) });
  let [sum, squares] = [0, 0];
  for (let s = 1; s < 20_000; s++) {
    sum += values[2 * s]! * values[2 * s - 2]!;
    squares += values[2 * s]! ** 2;
  }
  // The error of a lag-one correlation is at most 1/√20,000 = 0.007.
  expect(Math.abs(sum / squares - rho * rho)).toBeLessThan(0.021);
});

it("tempered replicas cross between modes 20 standard deviations apart, which one random walk does not", () => {
  const modes = {
    logDensity: ([x]: Float64Array) =>
      Math.log(0.3 * Math.exp(-0.5 * (x! + 10) ** 2) + 0.7 * Math.exp(-0.5 * (x! - 10) ** 2)),
  };
  const run = { chains: 1, draws: 20_000, warmup: 2000, initial: () => [-10], rng: new Philox(2) };
  const inverseTemperatures = [1, 0.4, 0.15, 0.05, 0.02];
  const right = (values: Float64Array) => values.filter((x) => x > 0).length / values.length;
  const tempered = new ParallelTempering({ target: modes, size: 1, inverseTemperatures });
  expect(Math.abs(right(sampleChains({ sampler: tempered, ...run }).values) - 0.7)).toBeLessThan(0.05);
  const walk = new RandomWalkMetropolis({ target: modes, size: 1 });
  expect(right(sampleChains({ sampler: walk, ...run, warmup: 0 }).values)).toBe(0);
});

it("refuses no conditionals, an unknown scan, and temperatures that do not fall from 1", () => {
  expect(() => new Gibbs({ size: 1, conditionals: [] })).toThrow("Gibbs: no conditionals");
  expect(() => new Gibbs({ size: 1, conditionals: [conditional(0)], scan: "no" as "random" })).toThrow(
    "Gibbs: scan no",
  );
  const target = { logDensity: () => 0 };
  expect(() => new ParallelTempering({ target, size: 1, inverseTemperatures: [1, 1] })).toThrow(
    "ParallelTempering: inverseTemperatures [1, 1]",
  );
});
