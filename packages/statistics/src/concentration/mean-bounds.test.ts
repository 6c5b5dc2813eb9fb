/** Bounds on the mean of bounded variables: by hand, their inverses, how they compare, and that no simulation exceeds them. */
import { Philox } from "@blankfile/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectClose } from "../samples/node/golden.fixture.ts";
import { bernoulliKl, klInverseAbove, klInverseBelow } from "./bernoulli-kl.ts";
import { bennett, bernstein } from "./bernstein.ts";
import { azuma, mcdiarmid } from "./bounded-differences.ts";
import { chernoff } from "./chernoff.ts";
import { dkw } from "./dkw.ts";
import { empiricalBernstein } from "./empirical-bernstein.ts";
import { hoeffding } from "./hoeffding.ts";
import { measureExceedance } from "./measure-exceedance.ts";
import { chebyshev } from "./moment-bounds.ts";
import { subGaussianMaximum } from "./sub-gaussian-maximum.ts";

it("by hand: 200 tosses, ε = 0.1: Hoeffding e⁻⁴, two-sided 2e⁻⁴", () => {
  expectClose(hoeffding.probability({ n: 200, epsilon: 0.1 }), Math.exp(-4), 1e-14);
  expectClose(hoeffding.probability({ n: 200, epsilon: 0.1, sides: 2 }), 2 * Math.exp(-4), 1e-14);
  expectClose(dkw.probability({ n: 200, epsilon: 0.1 }), 2 * Math.exp(-4), 1e-14);
});

it("by hand: Bernstein with σ² = ¼, M = 1, ε = ¾: exp(−n · 9/16)", () => {
  expectClose(
    bernstein.probability({ n: 2, epsilon: 0.75, variance: 0.25, bound: 1 }),
    Math.exp(-9 / 8),
    1e-14,
  );
});

it("by hand: kl(1 ‖ p) = −log p, so that the inverse of c at 1 is e^{−c}, at 0 it is 1 − e^{−c}", () => {
  expectClose(bernoulliKl(1, 0.2), Math.log(5), 1e-15);
  expectClose(klInverseBelow(1, 0.7), Math.exp(-0.7), 1e-14);
  expectClose(klInverseAbove(0, 0.7), 1 - Math.exp(-0.7), 1e-14);
  expect(bernoulliKl(0.5, 0)).toBe(Infinity);
});

it("by hand: McDiarmid of a mean is Hoeffding; Azuma with ±1 steps is exp(−ε²/(2n))", () => {
  const differences = new Array(50).fill(1 / 50);
  expectClose(
    mcdiarmid.probability({ differences, epsilon: 0.2 }),
    hoeffding.probability({ n: 50, epsilon: 0.2 }),
    1e-13,
  );
  expectClose(azuma.probability({ differences: new Array(50).fill(1), epsilon: 10 }), Math.exp(-1), 1e-13);
});

const spread = { variance: 0.05, bound: 1 };
const sampled = { sampleVariance: 0.05 };

describe("inverses lead back", () => {
  const n = 120;
  it.each([0.001, 0.05, 0.4])("δ = %d", (delta) => {
    for (const sides of [1, 2] as const) {
      const pairs: [string, number, number][] = [
        [
          "hoeffding",
          hoeffding.probability({
            n,
            sides,
            range: 3,
            epsilon: hoeffding.epsilon({ n, delta, sides, range: 3 }),
          }),
          delta,
        ],
        [
          "bernstein",
          bernstein.probability({
            n,
            sides,
            ...spread,
            epsilon: bernstein.epsilon({ n, delta, sides, ...spread }),
          }),
          delta,
        ],
        [
          "bennett",
          bennett.probability({
            n,
            sides,
            ...spread,
            epsilon: bennett.epsilon({ n, delta, sides, ...spread }),
          }),
          delta,
        ],
        [
          "empirical",
          empiricalBernstein.probability({
            n,
            sides,
            ...sampled,
            epsilon: empiricalBernstein.epsilon({ n, delta, sides, ...sampled }),
          }),
          delta,
        ],
      ];
      for (const [name, found, wanted] of pairs) expectClose(found, wanted, 1e-10, name);
    }
    expectClose(
      chernoff.probability({ n, p: 0.3, epsilon: chernoff.epsilon({ n, p: 0.3, delta }) }),
      delta,
      1e-10,
    );
    expectClose(
      chernoff.probability({
        n,
        p: 0.3,
        side: "below",
        epsilon: chernoff.epsilon({ n, p: 0.3, delta, side: "below" }),
      }),
      delta,
      1e-10,
    );
    expectClose(
      subGaussianMaximum.probability({
        n,
        sigma: 2,
        t: subGaussianMaximum.threshold({ n, sigma: 2, delta }),
      }),
      delta,
      1e-12,
    );
    expectClose(dkw.probability({ n, epsilon: dkw.epsilon({ n, delta }) }), delta, 1e-12);
    const differences = [1, 2, 0.5];
    expectClose(
      azuma.probability({ differences, epsilon: azuma.epsilon({ differences, delta }) }),
      delta,
      1e-12,
    );
    expectClose(
      mcdiarmid.probability({ differences, epsilon: mcdiarmid.epsilon({ differences, delta }) }),
      delta,
      1e-12,
    );
  });

  it("sample sizes are the least that are enough", () => {
    const [epsilon, delta] = [0.07, 0.02];
    const cases: [string, number, (m: number) => number][] = [
      [
        "hoeffding",
        hoeffding.sampleSize({ epsilon, delta }),
        (m) => hoeffding.probability({ n: m, epsilon }),
      ],
      [
        "bernstein",
        bernstein.sampleSize({ epsilon, delta, ...spread }),
        (m) => bernstein.probability({ n: m, epsilon, ...spread }),
      ],
      [
        "bennett",
        bennett.sampleSize({ epsilon, delta, ...spread }),
        (m) => bennett.probability({ n: m, epsilon, ...spread }),
      ],
      [
        "empirical",
        empiricalBernstein.sampleSize({ epsilon, delta, ...sampled }),
        (m) => empiricalBernstein.probability({ n: m, epsilon, ...sampled }),
      ],
      [
        "chernoff",
        chernoff.sampleSize({ epsilon, delta, p: 0.2 }),
        (m) => chernoff.probability({ n: m, epsilon, p: 0.2 }),
      ],
      ["dkw", dkw.sampleSize({ epsilon, delta }), (m) => dkw.probability({ n: m, epsilon })],
      [
        "mcdiarmid",
        mcdiarmid.sampleSize({ c: 1, epsilon, delta }),
        (m) => mcdiarmid.probability({ differences: new Array(m).fill(1 / m), epsilon }),
      ],
    ];
    for (const [name, size, at] of cases) {
      expect(at(size), name).toBeLessThanOrEqual(delta * (1 + 1e-12));
      expect(at(size - 1), name).toBeGreaterThan(delta);
    }
  });
});

it("Bennett ≤ Bernstein, and Chernoff ≤ Hoeffding, whatever the numbers", () => {
  const unit = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(unit, unit, fc.integer({ min: 1, max: 200 }), (p, share, n) => {
      const epsilon = share * (1 - p);
      const spreadOfCoin = { variance: p * (1 - p), bound: 1 };
      const slack = 1 + 1e-12;
      expect(bennett.probability({ n, epsilon, ...spreadOfCoin })).toBeLessThanOrEqual(
        bernstein.probability({ n, epsilon, ...spreadOfCoin }) * slack,
      );
      expect(chernoff.probability({ n, epsilon, p })).toBeLessThanOrEqual(
        hoeffding.probability({ n, epsilon }) * slack,
      );
    }),
  );
});

it("kl and its inverses undo each other, and Pinsker holds", () => {
  const unit = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(unit, unit, (q, p) => {
      const c = bernoulliKl(q, p);
      const back = p >= q ? klInverseAbove(q, c) : klInverseBelow(q, c);
      expect(Math.abs(back - p)).toBeLessThan(1e-6);
      expect(c).toBeGreaterThanOrEqual(2 * (q - p) ** 2 - 1e-12);
    }),
  );
});

describe("no simulation exceeds a bound", () => {
  const rng = new Philox(2024);
  const [n, p] = [40, 0.2];
  const coin = (by: Philox) => (by.uniform() < p ? 1 : 0);
  const meanOf = (by: Philox) => {
    let total = 0;
    for (let i = 0; i < n; i++) total += coin(by);
    return total / n;
  };
  const spreadOfCoin = { variance: p * (1 - p), bound: 1 - p };

  it.each([0.05, 0.1, 0.2])("the mean of 40 coins beyond ε = %d", (epsilon) => {
    // A hair less, so that a mean that equals p + ε on paper counts.
    const { low, frequency } = measureExceedance((by) => meanOf(by) - p, {
      epsilon: epsilon - 1e-12,
      rng,
      trials: 2000,
    });
    const bounds = {
      hoeffding: hoeffding.probability({ n, epsilon }),
      bernstein: bernstein.probability({ n, epsilon, ...spreadOfCoin }),
      bennett: bennett.probability({ n, epsilon, ...spreadOfCoin }),
      chernoff: chernoff.probability({ n, epsilon, p }),
      chebyshev: chebyshev.probability({ variance: spreadOfCoin.variance, epsilon, n }),
    };
    for (const [name, bound] of Object.entries(bounds)) expect(low, name).toBeLessThanOrEqual(bound);
    expect(frequency).toBeGreaterThan(0);
  });

  it("the empirical Bernstein bound misses at most a share δ of samples", () => {
    const missed = measureExceedance(
      (by) => {
        const x = Float64Array.from({ length: n }, () => coin(by));
        const mean = x.reduce((a, b) => a + b, 0) / n;
        const sampleVariance = (n * mean * (1 - mean)) / (n - 1);
        return p - mean - empiricalBernstein.epsilon({ n, delta: 0.1, sampleVariance });
      },
      { epsilon: 0, rng },
    );
    expect(missed.frequency).toBeLessThanOrEqual(0.1);
  });

  it("the largest of 20 normals, a random walk, and the empirical distribution function", () => {
    const largest = measureExceedance((by) => Math.max(...Array.from({ length: 20 }, () => by.normal())), {
      epsilon: subGaussianMaximum.threshold({ n: 20, sigma: 1, delta: 0.1 }),
      rng,
    });
    expect(largest.low).toBeLessThanOrEqual(0.1);
    const mean = largest.deviations.reduce((a, b) => a + b, 0) / 1000;
    expect(mean).toBeLessThan(subGaussianMaximum.expectation({ n: 20, sigma: 1 }));
    const differences = new Array(30).fill(1);
    const walk = measureExceedance(
      (by) => differences.reduce((total: number) => total + (by.uniform() < 0.5 ? 1 : -1), 0),
      { epsilon: azuma.epsilon({ differences, delta: 0.1 }), rng },
    );
    expect(walk.low).toBeLessThanOrEqual(0.1);
    const supremum = measureExceedance(
      (by) => {
        const x = Float64Array.from({ length: 30 }, () => by.uniform()).sort();
        return x.reduce((d, v, i) => Math.max(d, (i + 1) / 30 - v, v - i / 30), 0);
      },
      { epsilon: dkw.epsilon({ n: 30, delta: 0.1 }), rng },
    );
    // Massart's constant is sharp: the frequency is near δ, not far below it.
    expect(supremum.low).toBeLessThanOrEqual(0.1);
    expect(supremum.frequency).toBeGreaterThan(0.05);
  });

  it("Chernoff's interval misses p on each side at most a share δ of samples", () => {
    const missed = [0, 0];
    for (let trial = 0; trial < 1000; trial++) {
      const { low, high } = chernoff.interval({ n, share: meanOf(rng), delta: 0.1 });
      if (p < low) missed[0]!++;
      if (p > high) missed[1]!++;
    }
    for (const count of missed) expect(count / 1000).toBeLessThanOrEqual(0.1);
  });
});

it("a DKW band holds the step function it is around, cut at 0 and 1; equal values step together", () => {
  const { x, low, high, epsilon } = dkw.band([3, 1, 1, 2], { delta: 0.9 });
  expect(Array.from(x)).toEqual([1, 1, 2, 3]);
  expectClose(epsilon, Math.sqrt(Math.log(2 / 0.9) / 8), 1e-14);
  expectClose(low[0]!, 0.5 - epsilon, 1e-14);
  expectClose(high[0]!, 0.5 + epsilon, 1e-14);
  expect(high[3]).toBe(1);
});

it("refuses what is out of range", () => {
  expect(() => hoeffding.probability({ n: 0, epsilon: 0.1 })).toThrow("hoeffding: n 0");
  expect(() => hoeffding.epsilon({ n: 5, delta: 0 })).toThrow("hoeffding: delta 0");
  expect(() => hoeffding.epsilon({ n: 5, delta: 0.1, sides: 3 as 2 })).toThrow(
    "hoeffding: sides 3, 1 or 2 are needed",
  );
  expect(() => bernstein.epsilon({ n: 5, delta: 0.1, variance: 0, bound: 1 })).toThrow(
    "bernstein: variance 0",
  );
  expect(() => chernoff.probability({ n: 5, epsilon: 0.1, p: 1 })).toThrow("chernoff: p 1");
  expect(() => azuma.probability({ differences: [0, 0], epsilon: 1 })).toThrow("azuma: all differences 0");
  expect(() => klInverseAbove(1.2, 1)).toThrow("klInverseAbove: q 1.2");
});
