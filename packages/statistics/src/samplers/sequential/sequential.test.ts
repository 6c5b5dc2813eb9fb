import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { particleFilter } from "./particle-filter.ts";
import {
  effectiveSampleSize,
  multinomialResample,
  type Resampler,
  residualResample,
  stratifiedResample,
  systematicResample,
} from "./resample.ts";
import { temperedSMC } from "./tempered-smc.ts";

const resamplers: [string, Resampler][] = [
  ["systematic", systematicResample],
  ["stratified", stratifiedResample],
  ["multinomial", multinomialResample],
  ["residual", residualResample],
];
const weights = [0.05, 0, 0.4, 0.25, 0.3];

const countsOf = (resampler: Resampler, rng: Philox) => {
  const counts = new Array(5).fill(0);
  for (const i of resampler(weights, rng)) counts[i]++;
  return counts;
};

it("equal weights are all effective, a single one is one", () => {
  expect(effectiveSampleSize([2, 2, 2])).toBe(3);
  expect(effectiveSampleSize([0, 7, 0])).toBe(1);
});

it.each(resamplers)("%s resampling: N w_i copies on average, none of weight 0", (_, resampler) => {
  const rng = new Philox(0);
  const sums = [0, 0, 0, 0, 0];
  const runs = 4000;
  for (let r = 0; r < runs; r++)
    countsOf(resampler, rng).forEach((n, i) => {
      sums[i]! += n;
    });
  expect(sums[1]).toBe(0);
  // A count's deviation is at most that of the multinomial, √(5 · 0.24) = 1.1; four errors over 4,000 runs.
  weights.forEach((w, i) => {
    expect(Math.abs(sums[i]! / runs - 5 * w)).toBeLessThan((4 * 1.1) / Math.sqrt(runs));
  });
});

it("systematic and residual counts are the whole numbers beside N w, or at least the lower one", () => {
  const rng = new Philox(1);
  for (let r = 0; r < 200; r++) {
    countsOf(systematicResample, rng).forEach((n, i) => {
      expect(Math.abs(n - 5 * weights[i]!)).toBeLessThan(1);
    });
    countsOf(residualResample, rng).forEach((n, i) => {
      expect(n).toBeGreaterThanOrEqual(Math.floor(5 * weights[i]!));
    });
  }
  expect(() => systematicResample([0, 0], rng)).toThrow("resample: weights sum to 0");
  expect(() => systematicResample([Number.NaN], rng)).toThrow("resample: weight 0 is NaN");
});

describe("tempered SMC on θ ~ N(0, 4), y = 3 with variance ½", () => {
  const logNormal = (x: number, variance: number) =>
    -0.5 * (Math.log(2 * Math.PI * variance) + (x * x) / variance);
  const model = {
    samplePrior: (rng: Philox) => [2 * rng.normal()],
    logPrior: ([x]: Float64Array) => logNormal(x!, 4),
    logLikelihood: ([x]: Float64Array) => logNormal(3 - x!, 0.5),
  };
  const evidence = logNormal(3, 4.5);

  it("particles are draws from the posterior N(8/3, 4/9), whose evidence is N(3; 0, 4.5)", () => {
    const result = temperedSMC({ ...model, particles: 4000, rng: new Philox(2) });
    const x = result.particles.map(([v]) => v!);
    const mean = x.reduce((a, b) => a + b, 0) / 4000;
    const variance = x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 4000;
    // After ten moves the particles are nearly independent: four errors of (2/3)/√4000 = 0.011.
    expect(Math.abs(mean - 8 / 3)).toBeLessThan(0.045);
    expect(Math.abs(variance / (4 / 9) - 1)).toBeLessThan(0.1);
    expect(Math.abs(result.logEvidence - evidence)).toBeLessThan(0.1);
    expect(result.temperatures.at(-1)).toBe(1);
    expect(result.temperatures.length).toBeGreaterThan(1);
    for (const rate of result.acceptance) expect(rate).toBeGreaterThan(0.2);
  });

  it("with fixed temperatures the evidence is unbiased: 400 runs of 100 particles", () => {
    const ratios = Array.from({ length: 400 }, (_, seed) => {
      const options = {
        ...model,
        particles: 100,
        temperatures: [0.1, 0.4, 1],
        moves: 3,
        rng: new Philox(seed),
      };
      return Math.exp(temperedSMC(options).logEvidence - evidence);
    });
    const mean = ratios.reduce((a, b) => a + b, 0) / 400;
    const variance = ratios.reduce((sum, r) => sum + (r - mean) ** 2, 0) / 399;
    expect(Math.abs(mean - 1)).toBeLessThan(3 * Math.sqrt(variance / 400));
    expect(Math.sqrt(variance / 400)).toBeLessThan(0.02);
  });

  it("refuses temperatures that do not rise to 1, and impossible data", () => {
    const rng = new Philox(3);
    expect(() => temperedSMC({ ...model, temperatures: [0.5, 0.4, 1], rng })).toThrow(
      "temperatures [0.5, 0.4, 1]",
    );
    expect(() => temperedSMC({ ...model, temperatures: [0.5], rng })).toThrow("temperatures [0.5]");
    const logLikelihood = () => Number.NEGATIVE_INFINITY;
    expect(() => temperedSMC({ ...model, logLikelihood, rng })).toThrow("all particles have likelihood 0");
  });
});

describe("a particle filter of a random walk x_t = x_{t−1} + N(0, 1) seen with N(0, 2)", () => {
  const y = [0.3, 1.1, null, 2.4, 1.9];
  /** Kalman's recursion in one dimension. */
  const exact = (() => {
    let [m, P, logLikelihood] = [0, 1, 0];
    const means = y.map((value, t) => {
      if (t > 0) P += 1;
      if (value !== null) {
        const S = P + 2;
        logLikelihood += -0.5 * (Math.log(2 * Math.PI * S) + (value - m) ** 2 / S);
        m += (P / S) * (value - m);
        P *= 2 / S;
      }
      return [m, P] as const;
    });
    return { means, logLikelihood };
  })();
  const run = (rng: Philox, particles: number) =>
    particleFilter({
      sampleInitial: (r) => [r.normal()],
      sampleTransition: ([x], _, r) => [x! + r.normal()],
      logObservation: (value: number, [x]) => -0.5 * (Math.log(4 * Math.PI) + (value - x!) ** 2 / 2),
      observations: y,
      rng,
      particles,
    });

  it("its means and variances are Kalman's", () => {
    const result = run(new Philox(4), 20_000);
    exact.means.forEach(([m, P], t) => {
      // Errors of about √(P / ESS) ≤ 0.015, here four of them.
      expect(Math.abs(result.means[t]![0]! - m)).toBeLessThan(0.06);
      expect(Math.abs(result.variances[t]![0]! / P - 1)).toBeLessThan(0.08);
    });
    expect(Math.abs(result.logLikelihood - exact.logLikelihood)).toBeLessThan(0.05);
    expect(result.effectiveSampleSizes[2]).toBeLessThanOrEqual(20_000);
  });

  it("its likelihood is unbiased: 500 runs of 50 particles", () => {
    const ratios = Array.from({ length: 500 }, (_, seed) =>
      Math.exp(run(new Philox(seed), 50).logLikelihood - exact.logLikelihood),
    );
    const mean = ratios.reduce((a, b) => a + b, 0) / 500;
    const error = Math.sqrt(ratios.reduce((sum, r) => sum + (r - mean) ** 2, 0) / 499 / 500);
    expect(Math.abs(mean - 1)).toBeLessThan(3 * error);
    expect(error).toBeLessThan(0.03);
  });

  it("an observation that no particle explains is named", () => {
    expect(() =>
      particleFilter({
        sampleInitial: () => [0],
        sampleTransition: () => [0],
        logObservation: () => Number.NEGATIVE_INFINITY,
        observations: [1],
        rng: new Philox(5),
      }),
    ).toThrow("particleFilter: ln p(y_0) over the particles is -Infinity");
  });
});

it("an effective sample size of no weights, or of weights that are none, is refused", () => {
  expect(effectiveSampleSize([1, 1, 1, 1])).toBe(4);
  expect(() => effectiveSampleSize([])).toThrow("effectiveSampleSize: 0 weights of sum 0");
  expect(() => effectiveSampleSize([1, Number.NaN])).toThrow("effectiveSampleSize: weight 1 is NaN");
});
