import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { StructuralModel } from "../models/structural-model.ts";
import { linearAdjustment, outcomeRegression, standardization } from "./adjustment.ts";
import { differenceInDifferences } from "./difference-in-differences.ts";
import type { Effect } from "./effect.ts";
import { designOf, leastSquares } from "./least-squares.ts";
import { propensityMatching, propensityStratification } from "./matching.ts";
import { mediation } from "./mediation.ts";
import { propensityScore } from "./propensity.ts";
import { discontinuityBandwidth, regressionDiscontinuity } from "./regression-discontinuity.ts";
import { twoStageLeastSquares } from "./two-stage-least-squares.ts";
import { doublyRobust, inverseProbabilityWeighting } from "./weighting.ts";

const noise = (rng: Philox) => rng.normal();

it("standardisation by hand: Simpson's table", () => {
  // Stratum a: 3 of 4 units untreated. ȳ: a0 = 2, a1 = 4; b0 = 1, b1 = 2. τ = ½ · 2 + ½ · 1.
  const strata = ["a", "a", "a", "a", "b", "b", "b", "b"];
  const treatment = [0, 0, 0, 1, 0, 1, 1, 1];
  const outcome = [1, 2, 3, 4, 1, 1, 2, 3];
  const effect = standardization({ treatment, outcome, strata });
  expect(effect.estimate).toBeCloseTo(1.5, 14);
  expect(effect.means[0]).toBeCloseTo(1.5, 14);
  expect(effect.means[1]).toBeCloseTo(3, 14);
});

it("matching by hand: each treated unit has its nearest control, ties go to the first", () => {
  const options = {
    treatment: [1, 1, 0, 0, 0],
    outcome: [5, 7, 1, 2, 4],
    propensity: [0.5, 0.6, 0.5, 0.55, 0.9],
  };
  const found = propensityMatching(options);
  expect(found.matches).toEqual(
    new Map([
      [0, [2]],
      [1, [3]],
    ]),
  );
  expect(found.estimate).toBe((4 + 5) / 2);
  const close = propensityMatching({ ...options, caliper: 0.1 });
  expect(close.unmatched).toEqual([1]);
  expect(close.estimate).toBe(4);
  expect(propensityMatching({ ...options, neighbors: 2 }).estimate).toBe((3.5 + 5.5) / 2);
});

it("the search for neighbours is the plain sort by distance", () => {
  const rng = new Philox(3);
  for (let round = 0; round < 50; round++) {
    // Coarse propensities, so that ties abound.
    const propensity = Array.from({ length: 40 }, () => (1 + rng.integer(8)) / 10);
    const treatment = propensity.map((_, i) => (i < 15 ? 1 : 0));
    const { matches } = propensityMatching({ treatment, outcome: propensity, propensity, neighbors: 3 });
    const logit = propensity.map((e) => Math.log(e / (1 - e)));
    for (const [i, found] of matches) {
      const distance = (j: number) => Math.abs(logit[i]! - logit[j]!);
      const controls = Array.from({ length: 25 }, (_, k) => 15 + k);
      expect(found).toEqual(controls.sort((a, b) => distance(a) - distance(b) || a - b).slice(0, 3));
    }
  }
});

it("difference in differences by hand: (7 − 4) − (3 − 2)", () => {
  const effect = differenceInDifferences({
    outcome: [1, 3, 2, 4, 3, 5, 6, 8],
    group: [0, 0, 0, 0, 1, 1, 1, 1],
    period: [0, 0, 1, 1, 0, 0, 1, 1],
  });
  expect(effect.estimate).toBeCloseTo(2, 13);
  // Four means of two values with variance 2: √(4 · 2/2).
  expect(effect.standardError).toBeCloseTo(2, 13);
});

it("Wald's ratio: cov(z, y) / cov(z, x) with one binary instrument", () => {
  const [instrument, treatment, outcome] = [
    [0, 0, 0, 1, 1, 1],
    [0, 0, 1, 0, 1, 1],
    [1, 2, 3, 2, 5, 6],
  ];
  const fit = twoStageLeastSquares({ outcome, treatment, instruments: instrument.map((z) => [z]) });
  expect(fit.estimate).toBeCloseTo((13 / 3 - 2) / (2 / 3 - 1 / 3), 12);
});

/** Share of 200 simulated studies whose interval holds the truth; binomial error 1.5 %. */
function coverage(
  truth: number,
  study: (rng: Philox) => Effect,
): { covered: number; bias: number; ratio: number } {
  const effects = Array.from({ length: 200 }, (_, seed) => study(new Philox(seed)));
  const covered = effects.filter(({ interval: [low, high] }) => low <= truth && truth <= high).length / 200;
  const mean = effects.reduce((sum, each) => sum + each.estimate, 0) / 200;
  const spread = Math.sqrt(effects.reduce((sum, each) => sum + (each.estimate - mean) ** 2, 0) / 199);
  const claimed = effects.reduce((sum, each) => sum + each.standardError, 0) / 200;
  return { covered, bias: (mean - truth) / (spread / Math.sqrt(200)), ratio: claimed / spread };
}

function expectHonest(result: { covered: number; bias: number; ratio: number }): void {
  // Four binomial errors about 95 %; the spread of 200 studies is known to 5 %, the bias to one of its errors.
  expect(result.covered).toBeGreaterThan(0.89);
  expect(Math.abs(result.bias)).toBeLessThan(4);
  expect(Math.abs(result.ratio - 1)).toBeLessThan(0.2);
}

/** Two confounders; the effect is 1 + a, so 1 on average. */
const observational = new StructuralModel({
  a: { noise },
  b: { noise },
  u: { noise: (rng) => rng.uniform() },
  t: {
    parents: ["a", "b", "u"],
    f: ({ a, b, u }) => (u! < 1 / (1 + Math.exp(-0.8 * a! + 0.5 * b!)) ? 1 : 0),
  },
  y: { parents: ["a", "b", "t"], f: ({ a, b, t }) => (1 + a!) * t! + 2 * a! - b!, noise },
});

function observe(rng: Philox, n = 300) {
  const { a, b, t, y } = observational.sample(n, rng);
  return { treatment: t!, outcome: y!, covariates: Array.from(a!, (value, i) => [value, b![i]!]) };
}

it("the plain difference of the arms is off by more than one", () => {
  const { treatment, outcome } = observe(new Philox(0), 20_000);
  const mean = (arm: number) => {
    const values = outcome.filter((_, i) => treatment[i] === arm);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  expect(mean(1) - mean(0)).toBeGreaterThan(2);
});

describe("the truth of a confounded model lies in 95 % of the intervals", () => {
  it("outcome regression", () => expectHonest(coverage(1, (rng) => outcomeRegression(observe(rng)))));
  it("inverse probability weighting", () =>
    expectHonest(coverage(1, (rng) => inverseProbabilityWeighting(observe(rng, 800)))));
  it("doubly robust", () => expectHonest(coverage(1, (rng) => doublyRobust(observe(rng)))));

  it("doubly robust with a wrong outcome model, and with a wrong propensity", () => {
    const zeros = (n: number) => new Float64Array(n);
    const wrongOutcome = coverage(1, (rng) => {
      const data = observe(rng, 600);
      return doublyRobust(data, { predictions: [zeros(600), zeros(600)] });
    });
    expect(Math.abs(wrongOutcome.bias)).toBeLessThan(4);
    const wrongPropensity = coverage(1, (rng) =>
      doublyRobust(observe(rng), { propensity: zeros(300).fill(0.5) }),
    );
    expectHonest(wrongPropensity);
  });

  it("matching and stratification come near it: the effect on the treated is 1 + E[a | t = 1]", () => {
    const data = observe(new Philox(1), 2000);
    const { scores: propensity } = propensityScore(data.treatment, data.covariates);
    const treated = data.covariates.filter((_, i) => data.treatment[i] === 1);
    const truth = 1 + treated.reduce((sum, row) => sum + row[0]!, 0) / treated.length;
    const matched = propensityMatching({ ...data, propensity, neighbors: 3 });
    expect(Math.abs(matched.estimate - truth)).toBeLessThan(4 * matched.standardError);
    expect(matched.standardError).toBeLessThan(0.2);
    const strata = propensityStratification({ ...data, propensity, strata: 20 });
    expect(Math.abs(strata.estimate - 1)).toBeLessThan(4 * strata.standardError);
  });

  it("a randomised discrete confounder by standardisation", () => {
    const model = new StructuralModel({
      z: { noise: (rng) => rng.integer(3) },
      u: { noise: (rng) => rng.uniform() },
      t: { parents: ["z", "u"], f: ({ z, u }) => (u! < 0.2 + 0.3 * z! ? 1 : 0) },
      y: { parents: ["z", "t"], f: ({ z, t }) => z! * (1 + t!), noise },
    });
    expectHonest(
      coverage(1, (rng) => {
        const { z, t, y } = model.sample(300, rng);
        return standardization({ treatment: t!, outcome: y!, strata: z! });
      }),
    );
  });

  it("a constant effect as a coefficient", () => {
    expectHonest(
      coverage(2, (rng) => {
        const data = observe(rng);
        const outcome = data.outcome.map((y, i) => y + data.treatment[i]! * (1 - data.covariates[i]![0]!));
        return linearAdjustment({ ...data, outcome });
      }),
    );
  });

  it("two-stage least squares past a latent cause, where least squares is off", () => {
    const model = new StructuralModel({
      u: { noise, latent: true },
      z: { noise },
      x: { parents: ["z", "u"], f: ({ z, u }) => z! + u!, noise },
      y: { parents: ["x", "u"], f: ({ x, u }) => 0.5 * x! + 2 * u!, noise },
    });
    const study = (rng: Philox) => {
      const { x, y, z } = model.sample(300, rng);
      return twoStageLeastSquares({
        outcome: y!,
        treatment: x!,
        instruments: Array.from(z!, (value) => [value]),
        covariance: "HC1",
      });
    };
    expectHonest(coverage(0.5, study));
    expect(study(new Philox(0)).firstStageF).toBeGreaterThan(50);
  });

  it("a mediator's direct and indirect effects", () => {
    const model = new StructuralModel({
      t: { noise: (rng) => rng.integer(2) },
      m: { parents: ["t"], f: ({ t }) => 0.5 + t!, noise },
      y: { parents: ["t", "m"], f: ({ t, m }) => t! + 2 * m! + t! * m!, noise },
    });
    const study = (rng: Philox) => {
      const { t, m, y } = model.sample(300, rng);
      return mediation({ treatment: t!, mediator: m!, outcome: y!, interaction: true });
    };
    // NDE = 1 + E M(0) = 1.5, NIE = (2 + 1) · 1.
    expectHonest(coverage(1.5, (rng) => study(rng).naturalDirect));
    expectHonest(coverage(3, (rng) => study(rng).naturalIndirect));
    expectHonest(coverage(4.5, (rng) => study(rng).total));
  });

  it("a jump at a cutoff, with the bandwidth from the data", () => {
    const study = (rng: Philox) => {
      const running = Float64Array.from({ length: 800 }, () => 2 * rng.uniform() - 1);
      const outcome = running.map((r) => 0.5 * (r >= 0 ? 1 : 0) + Math.sin(2 * r) + 0.3 * rng.normal());
      return regressionDiscontinuity({ running, outcome });
    };
    const { covered } = coverage(0.5, study);
    expect(covered).toBeGreaterThan(0.88);
    expect(study(new Philox(0)).bandwidth).toBeLessThan(1.5);
  });
});

it("more data and more curvature ask for a narrower window", () => {
  const make = (n: number, curvature: number) => {
    const rng = new Philox(2);
    const running = Float64Array.from({ length: n }, () => 2 * rng.uniform() - 1);
    const outcome = running.map((r) => (r >= 0 ? curvature : -curvature) * r * r + 0.3 * rng.normal());
    return discontinuityBandwidth({ running, outcome });
  };
  expect(make(10_000, 2)).toBeLessThan(make(500, 2));
  expect(make(2000, 10)).toBeLessThan(make(2000, 1));
});

describe("refuses", () => {
  const data = { treatment: [0, 1, 0, 1], outcome: [1, 2, 3, 4], covariates: [[1], [2], [3], [5]] };

  it("treatments other than 0 and 1, one arm, lengths that differ, what is not finite", () => {
    expect(() => linearAdjustment({ ...data, treatment: [0, 2, 0, 1] })).toThrow(
      "linearAdjustment: treatment 1 is 2",
    );
    expect(() => linearAdjustment({ ...data, treatment: [1, 1, 1, 1] })).toThrow("4 treated and 0 others");
    expect(() => linearAdjustment({ ...data, outcome: [1] })).toThrow(
      "linearAdjustment: outcome has 1 numbers, 4",
    );
    expect(() => linearAdjustment({ ...data, outcome: [1, Number.NaN, 2, 3] })).toThrow("outcome 1 is NaN");
    expect(() => linearAdjustment({ ...data, covariates: [[1]] })).toThrow(
      "1 rows of covariates, 4 are needed",
    );
  });

  it("covariates that separate the arms, and columns that repeat each other", () => {
    expect(() => propensityScore([0, 0, 1, 1], [[1], [2], [3], [4]])).toThrow("separate the arms");
    expect(() => propensityScore([0, 1, 0, 1, 1], [[0], [0], [0], [1], [1]])).toThrow("separate the arms");
    expect(() =>
      linearAdjustment({ ...data, covariates: data.covariates.map(([v]) => [v!, 2 * v!]) }),
    ).toThrow("column 3 of the design (0 is the constant) depends on those before it");
  });

  it("HC2 where one row determines a coefficient", () => {
    const alone = { treatment: [0, 1, 0, 1], outcome: [1, 2, 3, 4], covariates: [[0], [0], [0], [1]] };
    expect(() => linearAdjustment(alone, { covariance: "HC2" })).toThrow(
      "linearAdjustment: row 1 determines a coefficient alone",
    );
  });

  it("strata, cells and windows with too little in them", () => {
    expect(() => standardization({ ...data, strata: [0, 1, 0, 1] })).toThrow(
      "stratum 0 has 0 treated and 2 others",
    );
    const propensity = [0.1, 0.2, 0.3, 0.4];
    expect(() => propensityStratification({ ...data, propensity, strata: 2 })).toThrow("take fewer strata");
    expect(() => propensityMatching({ ...data, propensity, caliper: 1e-6 })).toThrow(
      "no match within the caliper",
    );
    expect(() => propensityMatching({ ...data, propensity: [0, 0.5, 0.5, 1] })).toThrow("propensity 0 is 0");
    expect(() => differenceInDifferences({ outcome: [1, 2], group: [0, 1], period: [0, 1] })).toThrow(
      "cells of [1, 0, 0, 1] rows",
    );
    const line = { running: [-1, -0.5, 0.5, 1], outcome: [1, 2, 3, 4] };
    expect(() => regressionDiscontinuity({ ...line, bandwidth: 2 })).toThrow(
      "2 units below and 2 above within 2",
    );
    expect(() => twoStageLeastSquares({ ...data, instruments: [] })).toThrow(
      "instruments [0][0], 4 rows of one at least",
    );
  });
});

it("the robust error of a slope does not change when its column is moved far from 0", () => {
  const z = [0, 1, 2, 3, 5, 8, 13, 21];
  const y = Float64Array.of(1, 3, 2, 5, 4, 9, 12, 20);
  const errors = (shift: number) => {
    const design = designOf("test", z.length, [z.map((value) => shift + value)]);
    const fit = leastSquares("test", design, y);
    return [fit.covariance("HC0"), fit.clusteredCovariance([0, 0, 1, 1, 2, 2, 3, 3])].map(({ data }) =>
      Math.sqrt(data[3]!),
    );
  };
  const [near, far] = [errors(0), errors(2 ** 20)];
  far.forEach((error, i) => {
    expect(Math.abs(error / near[i]! - 1)).toBeLessThan(1e-8);
  });
});
