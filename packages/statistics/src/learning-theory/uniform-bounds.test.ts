/** The bounds that hold for a whole class at once: by hand, inverses, and simulations that they are never violated beyond δ. */
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { expectClose } from "../samples/node/golden.fixture.ts";
import { finiteClassBound } from "./finite-class.ts";
import { rademacherBound, rademacherFinite, rademacherLinear } from "./rademacher-complexity.ts";
import {
  agnosticSampleComplexity,
  realizableSampleComplexity,
  sampleComplexityLowerBound,
} from "./sample-complexity.ts";
import { logGrowthFunction, sauerShelah, vcBound } from "./vc-bound.ts";

describe("by hand", () => {
  it("a finite class: log(100/0.05) examples per 1/ε without noise; two-sided with a square root", () => {
    expect(finiteClassBound.sampleSize({ classSize: 100, delta: 0.05, epsilon: 0.1, realizable: true })).toBe(
      77,
    );
    expectClose(finiteClassBound.epsilon({ classSize: 1, delta: 2 * Math.exp(-2), n: 1 }), 1, 1e-14);
  });

  it("Π: of three points all 8 below d = 3, of four 1 + 4 + 6 with d = 2", () => {
    expect([sauerShelah(3, 3), sauerShelah(5, 3), sauerShelah(2, 4), sauerShelah(0, 9)]).toEqual([
      8, 8, 11, 1,
    ]);
    expectClose(logGrowthFunction(2, 4), Math.log(11), 1e-14);
    // At most (en/d)^d.
    expect(logGrowthFunction(10, 1000)).toBeLessThan(10 * Math.log((Math.E * 1000) / 10));
  });

  it("d = 0: √(8/n · log(4/δ))", () => {
    expectClose(vcBound.epsilon({ dimension: 0, n: 16, delta: 4 * Math.exp(-2) }), 1, 1e-14);
  });

  it("two functions ±(1, 1) on two points: E max ±(σ₁ + σ₂)/2 = ½", () => {
    const { value, standardError, bound } = rademacherFinite([
      [1, 1],
      [-1, -1],
    ]);
    expect([value, standardError]).toEqual([0.5, 0]);
    expectClose(bound, (Math.SQRT2 * Math.sqrt(2 * Math.LN2)) / 2, 1e-14);
  });

  it("linear, one point at 3 with ‖w‖ ≤ 2: always 6", () => {
    expect(rademacherLinear([[3]], { radius: 2 })).toEqual({ value: 6, standardError: 0, bound: 6 });
  });
});

it("sample sizes are the least that are enough", () => {
  for (const realizable of [true, false]) {
    const finite = { classSize: 1000, delta: 0.01, realizable };
    const n = finiteClassBound.sampleSize({ ...finite, epsilon: 0.05 });
    expect(finiteClassBound.epsilon({ ...finite, n })).toBeLessThanOrEqual(0.05);
    expect(finiteClassBound.epsilon({ ...finite, n: n - 1 })).toBeGreaterThan(0.05);
    const vc = { dimension: 3, delta: 0.05, realizable };
    const m = vcBound.sampleSize({ ...vc, epsilon: 0.1 });
    expect(vcBound.epsilon({ ...vc, n: m })).toBeLessThanOrEqual(0.1);
    expect(vcBound.epsilon({ ...vc, n: m - 1 })).toBeGreaterThan(0.1);
  }
});

it("learning from a dimension of 10: lower bound, enough without noise, enough with noise, in this order", () => {
  const goal = { dimension: 10, epsilon: 0.1, delta: 0.01 };
  const [never, clean, noisy] = [
    sampleComplexityLowerBound(goal),
    realizableSampleComplexity(goal),
    agnosticSampleComplexity(goal),
  ];
  // max(9 log 100, 9/3.2) = 41.4; 800 log₂ 130 = 5618.
  expect([never, clean]).toEqual([42, 5618]);
  expect(noisy).toBeGreaterThan(clean);
  expect(() => sampleComplexityLowerBound({ ...goal, delta: 0.05 })).toThrow(
    "at most 1/8 and 1/100 are needed",
  );
});

it("empirical Rademacher complexity is below its bound, and random signs come near the exact value", () => {
  const rng = new Philox(3);
  const points = Array.from({ length: 16 }, () => [rng.normal(), rng.normal()]);
  const exact = rademacherLinear(points, { radius: 1.5 });
  expect(exact.value).toBeLessThan(exact.bound);
  // Khinchin and Kahane: at least 1/√2 of it.
  expect(exact.value).toBeGreaterThan(exact.bound * Math.SQRT1_2);
  const twice = [...points, ...points.map(([x, y]) => [x! * 1e-9, y! * 1e-9])];
  const random = rademacherLinear(twice, { radius: 3, rng, draws: 4000 });
  expect(Math.abs(random.value - exact.value)).toBeLessThan(4 * random.standardError + 1e-6);
  const outputs = Array.from({ length: 30 }, () =>
    Float64Array.from({ length: 12 }, () => (rng.uniform() < 0.5 ? -1 : 1)),
  );
  const finite = rademacherFinite(outputs);
  expect(finite.value).toBeLessThanOrEqual(finite.bound);
  expect(finite.value).toBeGreaterThan(0);
});

describe("never violated beyond δ, in 1000 samples of 50 each", () => {
  const rng = new Philox(5);
  const [n, delta] = [50, 0.2];
  // Thresholds on [0, 1] with labels 1[x ≥ 0.4] turned with probability 0.1: the risk of threshold a is 0.1 + 0.8 |a − 0.4|.
  const thresholds = Array.from({ length: 21 }, (_, i) => i / 20);
  const risk = (a: number) => 0.1 + 0.8 * Math.abs(a - 0.4);
  const worst = { finite: 0, vc: 0, rademacher: 0, realizable: 0 };
  for (let trial = 0; trial < 1000; trial++) {
    const x = Float64Array.from({ length: n }, () => rng.uniform());
    const noisy = x.map((v) => (v >= 0.4 === rng.uniform() >= 0.1 ? 1 : 0));
    const losses = thresholds.map((a) => x.map((v, i) => ((v >= a ? 1 : 0) === noisy[i] ? 0 : 1)));
    const empirical = losses.map((loss) => loss.reduce((s, v) => s + v, 0) / n);
    const gaps = thresholds.map((a, k) => risk(a) - empirical[k]!);
    if (Math.max(...gaps.map(Math.abs)) > finiteClassBound.epsilon({ classSize: 21, delta, n }))
      worst.finite++;
    if (Math.max(...gaps) > vcBound.epsilon({ dimension: 1, delta, n })) worst.vc++;
    const { value: complexity } = rademacherFinite(losses, { rng, draws: 20 });
    if (Math.max(...gaps) > rademacherBound({ complexity, n, delta })) worst.rademacher++;
    // Without noise: the threshold farthest off that makes no error.
    const consistent = thresholds.filter((a) => x.every((v) => v >= a === v >= 0.4));
    const risks = consistent.map((a) => Math.abs(a - 0.4));
    if (Math.max(...risks) > finiteClassBound.epsilon({ classSize: 21, delta, n, realizable: true }))
      worst.realizable++;
  }

  it.each(Object.entries(worst))("%s: %i violations", (_, count) => {
    expect(count / 1000).toBeLessThanOrEqual(delta);
  });

  it("the realisable bound says something at this size", () => {
    expect(finiteClassBound.epsilon({ classSize: 21, delta, n, realizable: true })).toBeLessThan(0.1);
  });
});

it("refuses what is out of range", () => {
  expect(() => finiteClassBound.epsilon({ classSize: 0, delta: 0.1, n: 5 })).toThrow(
    "finiteClassBound: classSize 0",
  );
  expect(() => vcBound.epsilon({ dimension: 1.5, delta: 0.1, n: 5 })).toThrow(
    "logGrowthFunction: dimension 1.5",
  );
  expect(() => rademacherFinite(Array.from({ length: 2 }, () => new Float64Array(17)))).toThrow(
    "rademacherFinite: 17 points have 2^17 sign vectors, an rng is needed",
  );
  expect(() => rademacherLinear([[1, 2], [1]], { radius: 1 })).toThrow("equal lengths are needed");
});

it("complexities refuse what is no number", () => {
  expect(() => rademacherFinite([[1, Number.NaN]])).toThrow("rademacherFinite: row 0, value 1 NaN");
  expect(() => rademacherBound({ complexity: Number.NaN, n: 5, delta: 0.1 })).toThrow("complexity NaN");
});
