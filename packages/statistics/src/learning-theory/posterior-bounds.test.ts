/** PAC-Bayes, margins and stability: by hand, how they compare, and simulations that they are never violated beyond δ. */
import { Philox } from "@blankfile/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Normal } from "../distributions/continuous/normal.ts";
import { klDivergence } from "../information/entropy.ts";
import { expectClose } from "../samples/node/golden.fixture.ts";
import { linearMarginBound, marginBound, marginLoss } from "./margin-bound.ts";
import { catoniBound, gaussianKl, mcAllesterBound, seegerBound } from "./pac-bayes.ts";
import { ridgeStability, stabilityBound } from "./stability-bound.ts";

describe("PAC-Bayes by hand", () => {
  it("no training error: Seeger 1 − exp(−c), McAllester √(c/2), c = (KL + log(2√n/δ))/n", () => {
    const options = { empiricalRisk: 0, kl: 3, n: 100, delta: 0.05 };
    const c = (3 + Math.log(20 / 0.05)) / 100;
    expectClose(seegerBound(options), 1 - Math.exp(-c), 1e-13);
    expectClose(mcAllesterBound(options), Math.sqrt(c / 2), 1e-14);
    expectClose(
      catoniBound({ ...options, c: 1 }),
      (1 - Math.exp(-(3 + Math.log(20)) / 100)) / (1 - Math.exp(-1)),
      1e-13,
    );
  });

  it("a posterior that moved by one deviation in each of two coordinates costs 1 nat", () => {
    expectClose(gaussianKl({ mean: [1, -2], std: [1, 2] }, { mean: [0, 0], std: [1, 2] }), 1, 1e-14);
    expectClose(
      gaussianKl({ mean: [0], std: [1] }, { mean: [0], std: [2] }),
      Math.LN2 + 1 / 8 - 1 / 2,
      1e-14,
    );
  });
});

it("Seeger ≤ McAllester, and each grows with KL and the training error", () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      unit,
      fc.double({ min: 0, max: 50, noNaN: true }),
      fc.integer({ min: 8, max: 5000 }),
      (empiricalRisk, kl, n) => {
        const options = { empiricalRisk, kl, n, delta: 0.05 };
        expect(seegerBound(options)).toBeLessThanOrEqual(mcAllesterBound(options) + 1e-12);
        expect(seegerBound({ ...options, kl: kl + 1 })).toBeGreaterThanOrEqual(seegerBound(options));
        expect(catoniBound({ ...options, kl: kl + 1, c: 2 })).toBeGreaterThan(
          catoniBound({ ...options, c: 2 }),
        );
      },
    ),
  );
});

it("1000 samples of 40: the Gibbs posterior's risk exceeds no bound in more than a share δ", () => {
  const rng = new Philox(11);
  const [n, delta] = [40, 0.1];
  // Eleven coins with risks 0.1, 0.15, … on independent losses; the posterior weighs exp(−n r̂), the prior evenly.
  const risks = Array.from({ length: 11 }, (_, i) => 0.1 + 0.05 * i);
  const prior = new Float64Array(11).fill(1 / 11);
  const violated = { mcAllester: 0, seeger: 0, catoni: 0 };
  for (let trial = 0; trial < 1000; trial++) {
    const empirical = risks.map((r) => {
      let errors = 0;
      for (let i = 0; i < n; i++) if (rng.uniform() < r) errors++;
      return errors / n;
    });
    const weights = empirical.map((r) => Math.exp(-n * r));
    const total = weights.reduce((a, b) => a + b, 0);
    const posterior = weights.map((w) => w / total);
    const meanOf = (values: number[]) => values.reduce((sum, v, i) => sum + posterior[i]! * v, 0);
    const options = { empiricalRisk: meanOf(empirical), kl: klDivergence(posterior, prior), n, delta };
    const risk = meanOf(risks);
    if (risk > mcAllesterBound(options)) violated.mcAllester++;
    if (risk > seegerBound(options)) violated.seeger++;
    if (risk > catoniBound({ ...options, c: 1 })) violated.catoni++;
  }
  for (const [name, count] of Object.entries(violated)) expect(count / 1000, name).toBeLessThanOrEqual(delta);
});

describe("margins", () => {
  it("by hand: scores 2, 0.5, −1 with labels 1, 1, −1: one margin below 1", () => {
    expectClose(marginLoss([2, 0.5, -1], [1, 1, -1], 1), 1 / 3, 1e-15);
    const options = { marginLoss: 0.1, margin: 0.5, n: 100, delta: Math.exp(-2) };
    expectClose(linearMarginBound({ ...options, radius: 1, normBound: 2 }), 0.1 + 0.8 + 0.1, 1e-14);
    expectClose(marginBound({ ...options, complexity: 0.05 }), 0.1 + 0.2 + 0.1, 1e-14);
  });

  it("1000 samples of a linear score: the risk exceeds the bound in at most a share δ", () => {
    const rng = new Philox(12);
    const normal = new Normal();
    const [n, delta] = [400, 0.1];
    let violated = 0;
    for (let trial = 0; trial < 1000; trial++) {
      // x in [−1, 1], y the sign of x + noise; of the two unit weights the one that errs less.
      const x = Float64Array.from({ length: n }, () => 2 * rng.uniform() - 1);
      const y = x.map((v) => (v + 0.3 * rng.normal() >= 0 ? 1 : -1));
      const losses = [1, -1].map((w) =>
        marginLoss(
          x.map((v) => w * v),
          y,
          0.5,
        ),
      );
      const best = losses[0]! <= losses[1]! ? 1 : -1;
      const bound = linearMarginBound({
        marginLoss: Math.min(...losses),
        margin: 0.5,
        n,
        delta,
        radius: 1,
        normBound: 1,
      });
      let risk = 0;
      for (let k = 0; k < 200; k++) risk += normal.sf(Math.abs((k + 0.5) / 200) / 0.3) / 200;
      if ((best === 1 ? risk : 1 - risk) > bound) violated++;
    }
    expect(violated / 1000).toBeLessThanOrEqual(delta);
  });

  it("refuses labels other than −1 and 1", () => {
    expect(() => marginLoss([1], [0], 1)).toThrow("marginLoss: labels[0] is 0, -1 or 1 are needed");
    expect(() => marginBound({ marginLoss: 0, margin: 0, n: 5, delta: 0.1, complexity: 1 })).toThrow(
      "marginBound: margin 0",
    );
  });
});

describe("stability of ridge regression", () => {
  it("by hand: λ = κ = B = 1: |wx − y| ≤ 2, M = 4, β = 16/(2n)", () => {
    expect(ridgeStability({ alpha: 1, radius: 1, targetBound: 1, n: 10 })).toEqual({
      stability: 0.8,
      lossBound: 4,
    });
    expectClose(
      stabilityBound({ stability: 0.01, lossBound: 1, n: 50, delta: Math.exp(-1) }),
      0.02 + 0.3,
      1e-13,
    );
  });

  /** In one coordinate: w = Σ xy/(Σ x² + nλ), of the mean of squares over n. */
  const ridge = (x: Float64Array, y: Float64Array, alpha: number, n: number) => {
    let [xy, xx] = [0, 0];
    x.forEach((v, i) => {
      xy += v * y[i]!;
      xx += v * v;
    });
    return xy / (xx + n * alpha);
  };

  it("leaving any example out moves no loss by more than β; 1000 samples exceed the bound in at most a share δ", () => {
    const rng = new Philox(13);
    const [n, alpha, delta] = [60, 0.5, 0.1];
    const { stability, lossBound } = ridgeStability({ alpha, radius: 1, targetBound: 1, n });
    let violated = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const x = Float64Array.from({ length: n }, () => 2 * rng.uniform() - 1);
      const y = x.map((v) => Math.max(-1, Math.min(1, 0.8 * v + 0.2 * rng.normal())));
      const w = ridge(x, y, alpha, n);
      const without = ridge(x.subarray(1), y.subarray(1), alpha, n);
      for (const [a, b] of [
        [1, -1],
        [-1, 1],
        [1, 1],
        [x[0]!, y[0]!],
      ] as const) {
        expect(Math.abs((w * a - b) ** 2 - (without * a - b) ** 2)).toBeLessThanOrEqual(stability);
      }
      const empirical = x.reduce((sum, v, i) => sum + (w * v - y[i]!) ** 2, 0) / n;
      let risk = 0;
      for (let i = 0; i < 200; i++) {
        const v = 2 * rng.uniform() - 1;
        risk += (w * v - Math.max(-1, Math.min(1, 0.8 * v + 0.2 * rng.normal()))) ** 2 / 200;
      }
      if (risk > empirical + stabilityBound({ stability, lossBound, n, delta })) violated++;
    }
    expect(violated / 1000).toBeLessThanOrEqual(delta);
  });
});

it("refuses what is out of range", () => {
  const options = { empiricalRisk: 0.1, kl: 1, n: 10, delta: 0.05 };
  expect(() => seegerBound({ ...options, empiricalRisk: 1.1 })).toThrow("seegerBound: empiricalRisk 1.1");
  expect(() => mcAllesterBound({ ...options, kl: -1 })).toThrow("mcAllesterBound: kl -1");
  expect(() => seegerBound({ ...options, n: 7 })).toThrow(
    "seegerBound: n 7, a whole number from 8 on is needed",
  );
  expect(() => catoniBound({ ...options, c: 0 })).toThrow("catoniBound: c 0");
  expect(() => gaussianKl({ mean: [0], std: [0] }, { mean: [0], std: [1] })).toThrow(
    "gaussianKl: std of q[0] 0",
  );
  expect(() => gaussianKl({ mean: [0, 1], std: [1] }, { mean: [0], std: [1] })).toThrow(
    "2, 1, 1 and 1 coordinates",
  );
});

it("margin bounds refuse a share or a complexity that is none", () => {
  const options = { margin: 1, n: 10, delta: 0.1 };
  expect(() => marginBound({ ...options, marginLoss: Number.NaN, complexity: 1 })).toThrow("marginLoss NaN");
  expect(() => marginBound({ ...options, marginLoss: 0, complexity: -1 })).toThrow("complexity -1");
});
