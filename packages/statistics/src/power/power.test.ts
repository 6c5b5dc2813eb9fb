/** Power functions, what is solved for from them, and power by simulation. */
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { pearsonr } from "../hypothesis-tests/correlation/pearsonr.ts";
import { ttest1samp, ttestInd } from "../hypothesis-tests/means/ttest.ts";
import { kruskal } from "../hypothesis-tests/ranks/kruskal.ts";
import { expectClose, golden } from "../samples/node/golden.fixture.ts";
import { anovaPower, chisquarePower } from "./anova-power.ts";
import { correlationPower, normalIndPower } from "./normal-power.ts";
import { simulatedPower } from "./simulated-power.ts";
import { minimalEffect, sampleSize } from "./solve-power.ts";
import { ttestIndPower, ttestPower } from "./ttest-power.ts";

interface Row {
  alternative: "two-sided" | "less" | "greater";
  effectSize: number;
  ttest: number;
  ttestInd: number;
  normal: number;
  ttestN: number;
  ttestIndN: number;
  normalN: number;
}
interface Golden {
  rows: Row[];
  effects: { ttest: number; ttestInd: number };
  anova: [number, number, number, number][];
  anovaN: number;
  chisquare: [number, number, number, number][];
  chisquareN: number;
}
const { powers: g } = golden<{ powers: Golden }>("inference");

it("by hand: without an effect, power is the level", () => {
  const none = { effectSize: 0, nObs: 20, alpha: 0.03 };
  for (const power of [
    ttestPower(none),
    ttestIndPower(none),
    normalIndPower(none),
    correlationPower(none),
    anovaPower({ ...none, kGroups: 3 }),
    chisquarePower({ ...none, df: 2 }),
  ]) {
    expectClose(power, 0.03, 1e-10);
  }
});

it("by hand: z with δ = z_{0.95} has one-sided power ½", () => {
  const n = 2 * 1.6448536269514722 ** 2;
  expectClose(normalIndPower({ effectSize: 1, nObs: n, alternative: "greater" }), 0.5, 1e-13);
});

describe.each(g.rows)(
  "$alternative, effect $effectSize, as in statsmodels",
  ({ alternative, effectSize, ...row }) => {
    it("powers", () => {
      expectClose(ttestPower({ effectSize, nObs: 23, alternative }), row.ttest);
      expectClose(
        ttestIndPower({ effectSize, nObs: 18, alpha: 0.01, ratio: 1.5, alternative }),
        row.ttestInd,
      );
      expectClose(normalIndPower({ effectSize, nObs: 30, ratio: 0.7, alternative }), row.normal);
    });

    it("sample sizes", () => {
      // Those of statsmodels are roots to about 1e-8, and below 2 where the effect is large.
      const compare = (found: number, wanted: number) => expectClose(found, Math.max(2, wanted), 1e-6);
      compare(sampleSize(ttestPower, { effectSize, alternative }, 0.8), row.ttestN);
      compare(sampleSize(ttestIndPower, { effectSize, alternative, ratio: 2 }, 0.9), row.ttestIndN);
      compare(sampleSize(normalIndPower, { effectSize, alternative }, 0.8), row.normalN);
    });
  },
);

it("analysis of variance and chi-square as in statsmodels", () => {
  for (const [effectSize, nObs, kGroups, power] of g.anova)
    expectClose(anovaPower({ effectSize, nObs, kGroups }), power);
  for (const [effectSize, nObs, df, power] of g.chisquare)
    expectClose(chisquarePower({ effectSize, nObs, df }), power);
  expectClose(sampleSize(anovaPower, { effectSize: 0.25, kGroups: 4 }), g.anovaN, 1e-6);
  expectClose(sampleSize(chisquarePower, { effectSize: 0.2, df: 3 }), g.chisquareN, 1e-6);
});

it("the smallest effect as in statsmodels, and its power is the one asked for", () => {
  expectClose(minimalEffect(ttestPower, { nObs: 25 }), g.effects.ttest, 1e-6);
  expectClose(minimalEffect(ttestIndPower, { nObs: 25 }), g.effects.ttestInd, 1e-6);
  const effectSize = minimalEffect(ttestPower, { nObs: 25, alternative: "less" }, 0.9);
  expect(effectSize).toBeLessThan(0);
  expectClose(ttestPower({ effectSize, nObs: 25, alternative: "less" }), 0.9, 1e-9);
  expectClose(
    correlationPower({ effectSize: minimalEffect(correlationPower, { nObs: 12 }), nObs: 12 }),
    0.8,
    1e-9,
  );
});

describe("by simulation", () => {
  const rng = new Philox(4);
  const draw = (n: number, shift: number, by: Philox) =>
    Float64Array.from({ length: n }, () => shift + by.normal());

  it("the t-tests have the power of their formulas", () => {
    const one = simulatedPower((by) => ttest1samp(draw(12, 0.8, by), 0).pvalue, {
      rng,
      nSimulations: 2000,
      confidenceLevel: 0.9999,
    });
    const two = simulatedPower((by) => ttestInd(draw(10, 1, by), draw(15, 0, by)).pvalue, {
      rng,
      nSimulations: 2000,
      confidenceLevel: 0.9999,
    });
    const exact = [
      ttestPower({ effectSize: 0.8, nObs: 12 }),
      ttestIndPower({ effectSize: 1, nObs: 10, ratio: 1.5 }),
    ];
    [one, two].forEach(({ low, high }, i) => {
      expect(exact[i]!).toBeGreaterThan(low);
      expect(exact[i]!).toBeLessThan(high);
    });
  });

  it("the power of a correlation by Fisher's z is near the simulated one", () => {
    const experiment = (by: Philox) => {
      const x = draw(30, 0, by);
      return pearsonr(
        x,
        x.map((v) => 0.5 * v + Math.sqrt(0.75) * by.normal()),
      ).pvalue;
    };
    const { power } = simulatedPower(experiment, { rng, nSimulations: 2000 });
    expect(Math.abs(power - correlationPower({ effectSize: 0.5, nObs: 30 }))).toBeLessThan(0.05);
  });

  it("a test without a formula: Kruskal and Wallis gains with the effect and keeps its level", () => {
    const of = (shift: number) =>
      simulatedPower((by) => kruskal(draw(8, 0, by), draw(8, 0, by), draw(8, shift, by)).pvalue, {
        rng,
        nSimulations: 1000,
      });
    expect(of(0).power).toBeLessThan(0.078);
    expect(of(2).power).toBeGreaterThan(0.85);
  });

  it("refuses an experiment that returns no p-value", () => {
    expect(() => simulatedPower(() => 2, { rng })).toThrow("simulatedPower: experiment 0 returned 2");
  });
});

it("refuses designs without a solution", () => {
  expect(() => sampleSize(ttestPower, { effectSize: 0 })).toThrow(
    "sampleSize: effectSize 0 reaches no power of 0.8",
  );
  expect(() => sampleSize(ttestPower, { effectSize: 1, alternative: "less" })).toThrow(
    "sampleSize: effectSize 1 reaches no power",
  );
  expect(() => minimalEffect(ttestPower, { nObs: 10, alpha: 0.1 }, 0.1)).toThrow(
    "minimalEffect: power 0.1 is not above alpha 0.1",
  );
  expect(() => ttestPower({ effectSize: 1, nObs: 1 })).toThrow("ttestPower: 0 degrees of freedom");
  expect(() => correlationPower({ effectSize: 1.5, nObs: 10 })).toThrow("correlationPower: effectSize 1.5");
});
