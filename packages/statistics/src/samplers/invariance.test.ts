/**
 * Every kernel leaves its target as it is: points drawn exactly from p are still so after a few steps. 10,000 independent
 * chains, so that an error of a few percent of a standard deviation shows.
 */
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { HMC } from "./hamiltonian/hmc.ts";
import { NUTS } from "./hamiltonian/nuts.ts";
import { MALA } from "./langevin/mala.ts";
import { Gibbs } from "./metropolis/gibbs.ts";
import { IndependenceMetropolis } from "./metropolis/independence.ts";
import { ParallelTempering } from "./metropolis/parallel-tempering.ts";
import { RandomWalkMetropolis } from "./metropolis/random-walk.ts";
import type { Sampler } from "./sampler.ts";
import { EllipticalSlice } from "./slice/elliptical-slice.ts";
import { SliceSampler } from "./slice/slice-sampler.ts";
import type { Target } from "./targets/target.ts";

/** A Gumbel variable, skewed, and a normal one about half of it. */
const target: Required<Pick<Target, "logDensity" | "gradient">> = {
  logDensity: ([g, n]) => -g! - Math.exp(-g!) - 0.5 * (n! - 0.5 * g!) ** 2,
  gradient: ([g, n]) => {
    const residual = n! - 0.5 * g!;
    return Float64Array.of(-1 + Math.exp(-g!) + 0.5 * residual, -residual);
  },
};

function exactDraw(rng: Philox): Float64Array {
  const g = -Math.log(-Math.log(1 - rng.uniform()));
  return Float64Array.of(g, 0.5 * g + rng.normal());
}

const EULER = 0.5772156649015329;
const VARIANCE = Math.PI ** 2 / 6;
const features: [string, (x: Float64Array) => number, number][] = [
  ["E g", ([g]) => g!, EULER],
  ["E (g − γ)²", ([g]) => (g! - EULER) ** 2, VARIANCE],
  ["E e^(−g)", ([g]) => Math.exp(-g!), 1],
  ["E n", ([, n]) => n!, EULER / 2],
  ["E (g − γ) n", ([g, n]) => (g! - EULER) * n!, VARIANCE / 2],
];

const samplers: Record<string, Sampler> = {
  "random walk": new RandomWalkMetropolis({ target, size: 2 }),
  independence: new IndependenceMetropolis({
    target,
    size: 2,
    propose: (rng) => [0.5 + 2 * rng.normal(), 0.3 + 1.5 * rng.normal()],
    logProposal: ([g, n]) => -0.5 * (((g! - 0.5) / 2) ** 2 + ((n! - 0.3) / 1.5) ** 2),
  }),
  slice: new SliceSampler({ target, size: 2, width: 2 }),
  "slice with one step": new SliceSampler({ target, size: 2, width: 0.7, maxSteps: 1 }),
  "slice with three steps": new SliceSampler({ target, size: 2, width: 0.7, maxSteps: 3 }),
  "elliptical slice": new EllipticalSlice({
    // p over the prior that it is sampled with.
    logLikelihood: (x) => target.logDensity(x) + 0.5 * (x[0]! - 0.5) ** 2 + 0.25 * (x[1]! + 0.2) ** 2,
    mean: [0.5, -0.2],
    covariance: [
      [1, 0],
      [0, 2],
    ],
  }),
  HMC: new HMC({ target, size: 2, stepSize: 0.4, steps: 4 }),
  "NUTS, small steps": new NUTS({ target, size: 2, stepSize: 0.25 }),
  "NUTS, large steps": new NUTS({ target, size: 2, stepSize: 1.1 }),
  MALA: new MALA({ target, size: 2, stepSize: 0.5 }),
  "Gibbs with a Metropolis step": new Gibbs({
    size: 2,
    scan: "random",
    conditionals: [
      (x, rng) => {
        x[1] = 0.5 * x[0]! + rng.normal();
      },
      // The conditional of g by one independence step, which leaves it as it is.
      (x, rng) => {
        const other = Float64Array.of(0.5 + 1.5 * rng.normal(), x[1]!);
        const q = (g: number) => -0.5 * ((g - 0.5) / 1.5) ** 2;
        const logAlpha = target.logDensity(other) - target.logDensity(x) + q(x[0]!) - q(other[0]!);
        if (Math.log(1 - rng.uniform()) < logAlpha) x[0] = other[0]!;
      },
    ],
  }),
};

describe.each(Object.entries(samplers))("%s", (name, sampler) => {
  it("leaves exact draws exact, and moves them", () => {
    const root = new Philox(9).fork(name);
    const n = 10_000;
    let moved = 0;
    const after = Array.from({ length: n }, (_, i) => {
      const rng = root.fork(i);
      const start = exactDraw(rng);
      const chain = sampler.start(start, { rng, warmup: 0 });
      for (let step = 0; step < 3; step++) chain.step(false);
      if (chain.position[0] !== start[0]) moved++;
      return Float64Array.from(chain.position);
    });
    expect(moved / n).toBeGreaterThan(0.5);
    for (const [feature, f, truth] of features) {
      const values = after.map(f);
      const mean = values.reduce((a, b) => a + b, 0) / n;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
      // Sixty comparisons: 4 standard errors are passed by chance in one suite of 250.
      expect(Math.abs(mean - truth) / Math.sqrt(variance / n), feature).toBeLessThan(4);
    }
  });
});

it("the replicas of parallel tempering have left their common start, and replica 0 samples the target", () => {
  const sampler = new ParallelTempering({ target, size: 2, inverseTemperatures: [1, 0.5, 0.25] });
  const root = new Philox(10);
  const n = 4000;
  const values = Array.from({ length: n }, (_, i) => {
    const rng = root.fork(i);
    const chain = sampler.start(exactDraw(rng), { rng, warmup: 0 });
    for (let step = 0; step < 40; step++) chain.step(false);
    return chain.position[0]!;
  });
  const mean = values.reduce((a, b) => a + b, 0) / n;
  expect(Math.abs(mean - EULER) / Math.sqrt(VARIANCE / n)).toBeLessThan(4);
});
