import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { importanceSample } from "./importance.ts";
import { discreteInverseTransform, inverseTransform, quantileByBisection } from "./inverse-transform.ts";
import { rejectionSample } from "./rejection.ts";

const meanOf = (x: ArrayLike<number>) => Array.from(x).reduce((a, b) => a + b, 0) / x.length;
const logNormal = (x: number, mean: number, sd: number) =>
  -0.5 * Math.log(2 * Math.PI) - Math.log(sd) - 0.5 * ((x - mean) / sd) ** 2;
const normalPoint = (sd: number) => (rng: Philox) => Float64Array.of(sd * rng.normal());

describe("inverse transform", () => {
  it("is the quantile of the generator's uniforms", () => {
    const draws = inverseTransform((u) => -Math.log(1 - u), 3, new Philox(0));
    const rng = new Philox(0);
    for (const x of draws) expect(1 - Math.exp(-x)).toBeCloseTo(rng.uniform(), 14);
  });

  it("bisection inverts a distribution function to neighbouring doubles", () => {
    const quantile = quantileByBisection({ cdf: (x) => x ** 3, lower: 0, upper: 1 });
    for (const u of [0.001, 0.3, 0.999]) expect(quantile(u)).toBeCloseTo(Math.cbrt(u), 15);
    expect(() => quantileByBisection({ cdf: (x) => x, lower: 1, upper: 1 })).toThrow(
      "quantileByBisection: lower 1",
    );
  });

  it("indices come in the proportion of their weights, those of weight 0 never", () => {
    const n = 30_000;
    const counts = [0, 0, 0, 0];
    for (const k of discreteInverseTransform([1, 0, 2, 3], n, new Philox(1))) counts[k]!++;
    expect(counts[1]).toBe(0);
    // Standard deviations √(n p (1 − p)) of at most 87; four of them.
    [1 / 6, 0, 2 / 6, 3 / 6].forEach((p, k) => {
      expect(Math.abs(counts[k]! - n * p)).toBeLessThan(350);
    });
    expect(() => discreteInverseTransform([0], 1, new Philox(1))).toThrow("weights sum to 0");
    expect(() => discreteInverseTransform([-1], 1, new Philox(1))).toThrow("weight 0 is -1");
  });
});

describe("rejection", () => {
  /** Half a normal density under the envelope √(2e/π) e^(−x). */
  const halfNormal = {
    logDensity: ([x]: Float64Array) => Math.LN2 + logNormal(x!, 0, 1),
    propose: (rng: Philox) => Float64Array.of(-Math.log(1 - rng.uniform())),
    logProposal: ([x]: Float64Array) => -x!,
    logBound: 0.5 * Math.log((2 * Math.E) / Math.PI),
  };

  it("accepts one in √(2e/π) and draws from p", () => {
    const n = 20_000;
    const result = rejectionSample({ ...halfNormal, n, rng: new Philox(2) });
    const M = Math.sqrt((2 * Math.E) / Math.PI);
    // The rate's error is √(M(M − 1)/n)/M² = 0.003; four of them.
    expect(Math.abs(result.acceptanceRate - 1 / M)).toBeLessThan(0.012);
    expect(result.tightness).toBeLessThanOrEqual(1e-12);
    expect(result.tightness).toBeGreaterThan(-1e-4);
    const x = result.values.map(([v]) => v!);
    expect(Math.abs(meanOf(x) - Math.sqrt(2 / Math.PI))).toBeLessThan((4 * 0.603) / Math.sqrt(n));
    expect(Math.abs(meanOf(x.map((v) => v * v)) - 1)).toBeLessThan((4 * Math.SQRT2) / Math.sqrt(n));
  });

  it("an envelope that does not hold is refused where that shows", () => {
    expect(() => rejectionSample({ ...halfNormal, logBound: 0, n: 100, rng: new Philox(3) })).toThrow(
      /^rejectionSample: ln p − ln q at \[.*\] is 0\.\d+, at most logBound 0 is needed/,
    );
  });

  it("gives up after maxProposals", () => {
    const options = { ...halfNormal, logBound: 20, n: 10, rng: new Philox(4), maxProposals: 50 };
    expect(() => rejectionSample(options)).toThrow("draws in 50 proposals");
  });
});

describe("importance sampling", () => {
  const options = {
    logDensity: ([x]: Float64Array) => Math.log(5) + logNormal(x!, 0, 1),
    propose: normalPoint(2),
    logProposal: ([x]: Float64Array) => logNormal(x!, 0, 2),
    n: 20_000,
  };

  it("the evidence, moments and their errors of a normal law from one twice as wide", () => {
    const draws = importanceSample({ ...options, rng: new Philox(5) });
    const share = draws.effectiveSampleSize / options.n;
    // E w² / (E w)² = 2·2/√(2·4 − 1) = 4/√7.
    expect(Math.abs(share / (Math.sqrt(7) / 4) - 1)).toBeLessThan(0.03);
    expect(Math.abs(draws.logEvidence - Math.log(5))).toBeLessThan(
      4 * Math.sqrt((1 / share - 1) / options.n),
    );
    const { mean, standardError } = draws.expectation(([x]) => x! ** 2);
    expect(standardError).toBeLessThan(0.02);
    expect(Math.abs(mean - 1)).toBeLessThan(4 * standardError);
    // Bounded weights have no tail: k < 0.
    expect(draws.paretoK).toBeLessThan(0.2);
  });

  it("a proposal too narrow shows in k̂, as one too wide does not", () => {
    const narrow = importanceSample({
      ...options,
      propose: normalPoint(0.4),
      logProposal: ([x]) => logNormal(x!, 0, 0.4),
      rng: new Philox(6),
    });
    expect(narrow.paretoK).toBeGreaterThan(0.7);
  });

  it("smoothed weights sum to 1 and are tamer", () => {
    const make = (smooth: boolean) =>
      importanceSample({
        ...options,
        propose: normalPoint(0.6),
        logProposal: ([x]) => logNormal(x!, 0, 0.6),
        n: 1000,
        rng: new Philox(7),
        smooth,
      });
    const [raw, smooth] = [make(false), make(true)];
    for (const { weights } of [raw, smooth]) expect(meanOf(weights) * 1000).toBeCloseTo(1, 12);
    expect(Math.max(...smooth.weights)).toBeLessThanOrEqual(Math.max(...raw.weights) * 1.05);
    expect(smooth.paretoK).toBe(raw.paretoK);
  });

  it("refuses a proposal that never reaches p", () => {
    const nowhere = { ...options, logDensity: () => Number.NEGATIVE_INFINITY, n: 10, rng: new Philox(8) };
    expect(() => importanceSample(nowhere)).toThrow("importanceSample: all 10 draws have density 0");
  });
});
