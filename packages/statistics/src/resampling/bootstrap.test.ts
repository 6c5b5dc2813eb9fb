import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { mean, standardDeviation, variance } from "../samples/moments.ts";
import { expectAllClose, expectClose, expectEach, golden } from "../samples/node/golden.fixture.ts";
import { type BootstrapOptions, bootstrap } from "./bootstrap.ts";
import {
  basicInterval,
  bcaInterval,
  percentileInterval,
  studentizedInterval,
} from "./bootstrap-intervals.ts";
import { leaveOneOut } from "./jackknife.ts";

interface Case {
  name: "variance" | "difference";
  method: "percentile" | "basic" | "BCa";
  alternative: "two-sided" | "less" | "greater";
  interval: [number, number];
  error: number;
  distribution?: number[];
}
const { bootstraps } = golden<{ bootstraps: { x: number[]; y: number[]; cases: Case[] } }>("inference");
const difference = (a: Float64Array, b?: Float64Array) => mean(a) - mean(b!);

describe("intervals from a bootstrap distribution", () => {
  const distribution = Float64Array.from({ length: 101 }, (_, i) => i / 10);
  const options = { confidenceLevel: 0.9, alternative: "two-sided" } as const;

  it("by hand: of 0, 0.1, …, 10 with estimate 4", () => {
    expectAllClose(Object.values(percentileInterval(distribution, options)), [0.5, 9.5], 1e-14);
    expectAllClose(Object.values(basicInterval(distribution, 4, options)), [-1.5, 7.5], 1e-14);
    const pivots = Float64Array.from({ length: 101 }, (_, i) => i / 50 - 1);
    expectAllClose(
      Object.values(studentizedInterval(pivots, { estimate: 4, standardError: 2 }, options)),
      [2.2, 5.8],
      1e-14,
    );
  });

  it("by hand: without bias and acceleration BCa is the percentile interval", () => {
    const found = bcaInterval(
      distribution,
      { estimate: 5, jackknife: [new Float64Array([1, 2, 3])] },
      options,
    );
    expectAllClose(Object.values(found), [0.5, 9.5], 1e-12);
  });

  it("BCa is refused where no resample reaches the estimate", () => {
    const call = () =>
      bcaInterval(distribution, { estimate: 11, jackknife: [new Float64Array([1, 2, 3])] }, options);
    expect(call).toThrow("bcaInterval: the estimate 11 lies outside all 101 resamples");
  });

  it("from SciPy's own resamples, SciPy's intervals", () => {
    for (const name of ["variance", "difference"] as const) {
      const cases = bootstraps.cases.filter((test) => test.name === name);
      const resampled = Float64Array.from(cases.find((test) => test.distribution)!.distribution!);
      const samples = [bootstraps.x, bootstraps.y]
        .slice(0, name === "variance" ? 1 : 2)
        .map((v) => Float64Array.from(v));
      const statistic = (xs: Float64Array[]) =>
        name === "variance" ? variance(xs[0]!) : difference(xs[0]!, xs[1]);
      const estimate = statistic(samples);
      const jackknife = leaveOneOut(samples, statistic);
      for (const { method, alternative, interval, error } of cases) {
        const settings = { confidenceLevel: 0.9, alternative };
        const found = {
          percentile: () => percentileInterval(resampled, settings),
          basic: () => basicInterval(resampled, estimate, settings),
          BCa: () => bcaInterval(resampled, { estimate, jackknife }, settings),
        }[method]();
        expectEach([found.low, found.high], interval, 1e-9, `${name} ${method} ${alternative}`);
        expectClose(standardDeviation(resampled), error, 1e-12);
      }
    }
  });
});

describe("bootstrap", () => {
  const x = [3.1, 0.4, 2.2, 5.9, 1.1, 0.8, 7.5, 2.9, 3.3, 1.7];

  it("the standard error of a mean is near σ̂/√n, the distribution centred at the estimate", () => {
    const { estimate, standardError, bootstrapDistribution } = bootstrap([x], mean, {
      rng: new Philox(1),
      nResamples: 4000,
    });
    const wanted = standardDeviation(x, 0) / Math.sqrt(10);
    // Four standard errors: 4/√(2B) of an error, 4/√B errors of a mean.
    expect(Math.abs(standardError / wanted - 1)).toBeLessThan(4 / Math.sqrt(8000));
    expect(Math.abs(mean(bootstrapDistribution) - estimate)).toBeLessThan((4 * wanted) / Math.sqrt(4000));
  });

  it("equal seeds give equal intervals, and the sample stays as it is", () => {
    const given = x.slice();
    const run = () => bootstrap([given], mean, { rng: new Philox(3), nResamples: 50 });
    expect(run()).toEqual(run());
    expect(given).toEqual(x);
  });

  it("paired samples keep their pairs: the correlation of a line is 1 in every resample", () => {
    const slope = (a: Float64Array, b?: Float64Array) =>
      a.reduce((total, v, i) => total + (v - mean(a)) * (b![i]! - mean(b!)), 0) /
      (variance(a) * (a.length - 1));
    const line = x.map((v) => 2 * v + 1);
    const { bootstrapDistribution } = bootstrap([x, line], slope, {
      rng: new Philox(2),
      paired: true,
      nResamples: 100,
    });
    expectAllClose(bootstrapDistribution, new Float64Array(100).fill(2), 1e-12);
  });

  it("strata keep their sizes: the mean of stratum labels never moves", () => {
    const strata = x.map((_, i) => (i < 3 ? "a" : "b"));
    const marks = strata.map((s) => (s === "a" ? 1 : 0));
    const { bootstrapDistribution } = bootstrap([marks], mean, {
      rng: new Philox(2),
      strata,
      nResamples: 50,
      method: "percentile",
    });
    expectAllClose(bootstrapDistribution, new Float64Array(50).fill(0.3), 1e-14);
  });

  it("intervals of every method cover a mean of 1 of skewed data nearly as often as they say", () => {
    const coverage = (options: Omit<BootstrapOptions, "rng">) => {
      const rng = new Philox(77);
      let covered = 0;
      for (let trial = 0; trial < 200; trial++) {
        const sample = Float64Array.from({ length: 25 }, () => -Math.log1p(-rng.uniform()));
        const { low, high } = bootstrap([sample], mean, {
          ...options,
          rng,
          nResamples: 300,
          confidenceLevel: 0.9,
        }).confidenceInterval;
        if (low <= 1 && high >= 1) covered++;
      }
      return covered / 200;
    };
    const errorOf = (a: Float64Array) => standardDeviation(a) / Math.sqrt(a.length);
    const found = {
      percentile: coverage({ method: "percentile" }),
      basic: coverage({ method: "basic" }),
      BCa: coverage({ method: "BCa" }),
      studentized: coverage({ method: "studentized", standardErrorOf: errorOf }),
    };
    // n = 25 is few for skewed data: the studentised interval is right to second order, the others fall a few points short.
    expect(Math.abs(found.studentized - 0.9)).toBeLessThan(0.085);
    for (const share of Object.values(found)) expect(share).toBeGreaterThan(0.76);
  });

  it("without a standard error, studentised intervals use the jackknife's", () => {
    const options = { rng: new Philox(5), method: "studentized", nResamples: 60 } as const;
    const given = bootstrap([x], mean, {
      ...options,
      standardErrorOf: (a) => standardDeviation(a) / Math.sqrt(10),
    });
    const own = bootstrap([x], mean, { ...options, rng: new Philox(5) });
    expectClose(own.confidenceInterval.low, given.confidenceInterval.low, 1e-10);
  });

  it("refuses strata of unpaired samples, and levels out of range", () => {
    const rng = new Philox(0);
    expect(() => bootstrap([x, x], difference, { rng, strata: x })).toThrow(
      "bootstrap: strata for 2 samples that are not paired",
    );
    expect(() => bootstrap([x], mean, { rng, confidenceLevel: 95 })).toThrow("bootstrap: confidenceLevel 95");
    expect(() => bootstrap([x], mean, { rng, method: "bca" as "BCa" })).toThrow('bootstrap: method "bca"');
    expect(() => bootstrap([[1, 2], [1]], difference, { rng, paired: true })).toThrow(
      "bootstrap: sample 1 has 1 values",
    );
  });
});
