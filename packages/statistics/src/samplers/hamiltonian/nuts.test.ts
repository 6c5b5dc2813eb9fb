import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { choleskyOf, dense, identity, solveByCholesky, times, transposed } from "../../dense/dense.ts";
import { bfmi } from "../../diagnostics/bfmi.ts";
import { ess } from "../../diagnostics/ess.ts";
import { expectMean, expectMoments } from "../moments.fixture.ts";
import { parameterChains, sampleChains, statisticChains } from "../sample-chains.ts";
import { tapeTarget } from "../targets/tape-target.ts";
import type { Target } from "../targets/target.ts";
import { HMC } from "./hmc.ts";
import { NUTS } from "./nuts.ts";

/** N(m, A Aᵀ). */
function gaussian(mean: readonly number[], rows: readonly number[][]): Target & { variance: number[] } {
  const A = dense("test", "A", rows);
  const sigma = times(A, transposed(A));
  const n = mean.length;
  const precision = solveByCholesky(choleskyOf("test", "sigma", sigma), identity(n)).data;
  const gradient = (x: Float64Array) =>
    x.map((_, i) => -x.reduce((sum, v, j) => sum + precision[i * n + j]! * (v - mean[j]!), 0));
  return {
    gradient,
    logDensity: (x) => 0.5 * gradient(x).reduce((sum, g, i) => sum + g * (x[i]! - mean[i]!), 0),
    variance: mean.map((_, i) => sigma.data[i * n + i]!),
  };
}

const mean = [1, -2, 0.5];
const target = gaussian(mean, [
  [1, 0, 0],
  [0.9, 0.3, 0],
  [5, 0, 4],
]);

describe.each(["unit", "diagonal", "dense"] as const)("a correlated Gaussian with a %s metric", (metric) => {
  it("by NUTS: R̂ below 1.01, moments within 3 standard errors, no divergence", () => {
    const sampler = new NUTS({ target, size: 3, metric });
    const draws = sampleChains({ sampler, draws: 2000, warmup: 500, rng: new Philox(0) });
    expectMoments(draws, { mean, variance: target.variance });
    expect(statisticChains(draws, "divergent").every((chain) => chain.every((d) => d === 0))).toBe(true);
    for (const value of bfmi(statisticChains(draws, "energy"))) expect(value).toBeGreaterThan(0.6);
  });

  it("by HMC", () => {
    const sampler = new HMC({ target, size: 3, metric, steps: 20 });
    const draws = sampleChains({ sampler, draws: 2000, warmup: 500, rng: new Philox(1) });
    expectMoments(draws, { mean, variance: target.variance });
  });
});

it("the warm-up reaches the acceptance asked for, and learns what the metric needs", () => {
  const run = (metric: "unit" | "dense") => {
    const sampler = new NUTS({ target, size: 3, metric, targetAcceptance: 0.9 });
    return sampleChains({ sampler, chains: 2, draws: 1000, warmup: 1000, rng: new Philox(2) });
  };
  const [unit, learnt] = [run("unit"), run("dense")];
  const meanOf = (draws: typeof unit, name: string) =>
    statisticChains(draws, name).reduce((sum, chain) => sum + chain.reduce((a, b) => a + b, 0), 0) / 2000;
  expect(Math.abs(meanOf(learnt, "acceptance") - 0.9)).toBeLessThan(0.05);
  expect(meanOf(learnt, "leapfrogs")).toBeLessThan(8);
  expect(meanOf(unit, "leapfrogs")).toBeGreaterThan(3 * meanOf(learnt, "leapfrogs"));
});

it("a banana: x ~ N(0, 1), y | x ~ N(x², 1) has E y = 1, Var y = 3", () => {
  const banana: Target = {
    logDensity: ([x, y]) => -0.5 * x! ** 2 - 0.5 * (y! - x! ** 2) ** 2,
    gradient: ([x, y]) => Float64Array.of(-x! + 2 * x! * (y! - x! ** 2), x! ** 2 - y!),
  };
  const sampler = new NUTS({ target: banana, size: 2, targetAcceptance: 0.9 });
  const draws = sampleChains({ sampler, draws: 3000, warmup: 1000, rng: new Philox(3) });
  expectMoments(draws, { mean: [0, 1], variance: [1, 3] });
});

it("a gradient from the tape gives the same chain as one by hand", () => {
  const run = (each: Target) => {
    const sampler = new NUTS({ target: each, size: 2 });
    return sampleChains({ sampler, chains: 1, draws: 50, warmup: 50, rng: new Philox(12) }).values;
  };
  const byTape = tapeTarget((x) => x.square().sum().mul(-0.5));
  const byHand = {
    logDensity: ([a, b]: Float64Array) => (a! * a! + b! * b!) * -0.5,
    gradient: (x: Float64Array) => x.map((v) => -v),
  };
  expect(run(byTape)).toEqual(run(byHand));
});

describe("Neal's funnel: v ~ N(0, 9), x | v ~ N(0, e^v)", () => {
  const centred: Target = {
    logDensity: ([v, x]) => -(v! ** 2) / 18 - 0.5 * v! - 0.5 * x! ** 2 * Math.exp(-v!),
    gradient: ([v, x]) => Float64Array.of(-v! / 9 - 0.5 + 0.5 * x! ** 2 * Math.exp(-v!), -x! * Math.exp(-v!)),
  };

  it("as it stands: divergences tell that the neck is not reached", () => {
    const sampler = new NUTS({ target: centred, size: 2 });
    const draws = sampleChains({ sampler, draws: 1000, warmup: 1000, rng: new Philox(4) });
    const divergent = statisticChains(draws, "divergent").reduce(
      (n, chain) => n + chain.reduce((a, b) => a + b, 0),
      0,
    );
    expect(divergent).toBeGreaterThan(0);
    expect(ess(parameterChains(draws, 0))).toBeLessThan(1000);
  });

  it("with x = e^(v/2) z it is a Gaussian, and v has its moments", () => {
    const free: Target = {
      logDensity: ([v, z]) => -(v! ** 2) / 18 - 0.5 * z! ** 2,
      gradient: ([v, z]) => Float64Array.of(-v! / 9, -z!),
    };
    const draws = sampleChains({
      sampler: new NUTS({ target: free, size: 2 }),
      draws: 1000,
      warmup: 500,
      rng: new Philox(5),
    });
    expectMoments(draws, { mean: [0, 0], variance: [9, 1] });
    const inNeck = parameterChains(draws, 0).map((chain) => chain.map((v) => (v < -4.5 ? 1 : 0)));
    expectMean(inNeck, 0.06680720126885807, "P(v < −1.5 sd)");
  });
});

it("trajectories double: 2^depth − 1 leapfrogs when none is cut short, and never more than the limit", () => {
  const sampler = new NUTS({
    target,
    size: 3,
    metric: "unit",
    stepSize: 0.01,
    adaptStepSize: false,
    maxTreeDepth: 4,
  });
  const draws = sampleChains({ sampler, chains: 1, draws: 50, warmup: 0, rng: new Philox(6) });
  expect(new Set(statisticChains(draws, "leapfrogs")[0])).toEqual(new Set([15]));
  expect(new Set(statisticChains(draws, "treeDepth")[0])).toEqual(new Set([4]));
});

it("on x²/2 a trajectory turns after about half a period", () => {
  const normal: Target = { logDensity: ([x]) => -0.5 * x! * x!, gradient: ([x]) => Float64Array.of(-x!) };
  const sampler = new NUTS({ target: normal, size: 1, stepSize: 0.05, adaptStepSize: false });
  const draws = sampleChains({ sampler, chains: 1, draws: 200, warmup: 0, rng: new Philox(7) });
  // π / 0.05 = 63 steps are half a period; the last doubling may cover up to two of them.
  for (const n of statisticChains(draws, "leapfrogs")[0]!) {
    expect(n).toBeLessThanOrEqual(127);
  }
  expect(Math.max(...statisticChains(draws, "leapfrogs")[0]!)).toBeGreaterThanOrEqual(31);
});

it("a trajectory that runs into NaN is divergent, not the end of the run", () => {
  const cliff: Target = {
    logDensity: ([x]) => (Math.abs(x!) < 3 ? -0.5 * x! * x! : Number.NaN),
    gradient: ([x]) => Float64Array.of(Math.abs(x!) < 3 ? -x! : Number.NaN),
  };
  for (const sampler of [new NUTS({ target: cliff, size: 1 }), new HMC({ target: cliff, size: 1 })]) {
    const draws = sampleChains({ sampler, chains: 1, draws: 2000, warmup: 500, rng: new Philox(11) });
    expect(Math.max(...draws.values.map(Math.abs))).toBeLessThan(3);
    expect(statisticChains(draws, "divergent")[0]!.reduce((a, b) => a + b, 0)).toBeGreaterThan(0);
  }
});

it("refuses settings out of range, a target without gradient, an improper density", () => {
  expect(() => new NUTS({ target, size: 3, maxTreeDepth: 0 })).toThrow("NUTS: maxTreeDepth 0");
  expect(() => new NUTS({ target, size: 3, targetAcceptance: 1 })).toThrow("NUTS: targetAcceptance 1");
  expect(() => new NUTS({ target, size: 3, metric: "no" as "unit" })).toThrow("NUTS: metric no");
  expect(() => new NUTS({ target, size: 3, adaptStepSize: false })).toThrow(
    "NUTS: adaptStepSize false without stepSize",
  );
  expect(() => new HMC({ target, size: 3, steps: 0 })).toThrow("HMC: steps 0");
  expect(() => new HMC({ target, size: 3, jitter: 1 })).toThrow("HMC: jitter 1");
  const run = { rng: new Philox(8), warmup: 10 };
  expect(() => new NUTS({ target: { logDensity: () => 0 }, size: 1 }).start([0], run)).toThrow(
    "without gradient",
  );
  const flat = { logDensity: () => 0, gradient: (x: Float64Array) => x.map(() => 0) };
  expect(() => new NUTS({ target: flat, size: 1 }).start([0], run)).toThrow("a proper density is needed");
});
