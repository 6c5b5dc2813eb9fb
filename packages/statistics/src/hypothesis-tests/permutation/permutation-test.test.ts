import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { mean } from "../../samples/moments.ts";
import { expectClose, golden } from "../../samples/node/golden.fixture.ts";
import { pearsonr } from "../correlation/pearsonr.ts";
import type { TestSamples } from "../samples.fixture.ts";
import { permutationTest } from "./permutation-test.ts";

interface Case {
  alternative: "two-sided" | "less" | "greater";
  independent: [number, number];
  samples: [number, number];
  signs: [number, number];
  pairings: [number, number];
}
const { samples: s, permutations } = golden<{ samples: TestSamples; permutations: Case[] }>("tests");
const difference = (a: Float64Array, b: Float64Array) => mean(a) - mean(b);

it("by hand: 5, 6 against 1, 2 is the largest of six differences", () => {
  const { statistic, pvalue, nullDistribution, exact } = permutationTest(
    [
      [5, 6],
      [1, 2],
    ],
    difference,
    { alternative: "greater" },
  );
  expect([statistic, exact, nullDistribution.length]).toEqual([4, true, 6]);
  expectClose(pvalue, 1 / 6, 1e-15);
});

it("exact p as SciPy's, for every kind of rearrangement and alternative", () => {
  const [x, y, w] = [s.x.slice(0, 5), s.y.slice(0, 6), s.w.slice(0, 5)];
  for (const { alternative, ...wanted } of permutations) {
    const found = {
      independent: permutationTest([x, y], difference, { alternative }),
      samples: permutationTest([x, w], difference, { alternative, permutationType: "samples" }),
      signs: permutationTest([x.map((v, i) => v - w[i]!)], mean, { alternative, permutationType: "samples" }),
      pairings: permutationTest([x], (v) => pearsonr(v, w).statistic, {
        alternative,
        permutationType: "pairings",
      }),
    };
    for (const [name, { statistic, pvalue }] of Object.entries(found)) {
      const [theirs, p] = wanted[name as keyof typeof wanted];
      expectClose(statistic, theirs, 1e-12, name);
      expectClose(pvalue, p, 1e-12, `${name} ${alternative}`);
    }
  }
});

it("random rearrangements come near the exact p, for each kind", () => {
  const cases = [
    { permutationType: "independent", samples: [s.x.slice(0, 7), s.w.slice(1, 8)], statistic: difference },
    { permutationType: "samples", samples: [s.x.slice(0, 12), s.w.slice(2, 14)], statistic: difference },
    { permutationType: "samples", samples: [s.x.slice(0, 12)], statistic: mean },
    {
      permutationType: "pairings",
      samples: [s.x.slice(0, 7)],
      statistic: (v: Float64Array) => pearsonr(v, s.w.slice(3, 10)).statistic,
    },
  ] as const;
  for (const { permutationType, samples, statistic } of cases) {
    const exact = permutationTest(samples, statistic, { permutationType, alternative: "greater" });
    const random = permutationTest(samples, statistic, {
      permutationType,
      alternative: "greater",
      nResamples: 3000,
      rng: new Philox(1),
    });
    expect([exact.exact, random.exact]).toEqual([true, false]);
    // Four standard errors.
    const error = Math.sqrt((exact.pvalue * (1 - exact.pvalue)) / 3000);
    expect(Math.abs(random.pvalue - exact.pvalue), permutationType).toBeLessThan(4 * error);
  }
});

it("the p of random rearrangements is at most α no more often than α", () => {
  const rng = new Philox(6);
  let rejected = 0;
  for (let trial = 0; trial < 1000; trial++) {
    const draw = () => Float64Array.from({ length: 8 }, () => rng.normal());
    if (permutationTest([draw(), draw()], difference, { nResamples: 99, rng }).pvalue <= 0.1) rejected++;
  }
  expect(rejected / 1000).toBeLessThan(0.1 + 0.038);
  expect(rejected / 1000).toBeGreaterThan(0.1 - 0.038);
});

it("does not change the samples, and asks for an rng only where it draws", () => {
  const [x, y] = [s.x.slice(), s.y.slice()];
  expect(() => permutationTest([x, y], difference)).toThrow("permutationTest: 9999 of");
  permutationTest([x, y], difference, { nResamples: 5, rng: new Philox(0) });
  expect([x, y]).toEqual([s.x, s.y]);
});

it("refuses what cannot be rearranged", () => {
  expect(() => permutationTest([[1, 2]], difference)).toThrow(
    "permutationTest: 1 samples, at least 2 are needed",
  );
  expect(() => permutationTest([[1, 2], [1]], difference, { permutationType: "samples" })).toThrow(
    "equal lengths are needed",
  );
  expect(() => permutationTest([[1], [2]], difference, { nResamples: 0 })).toThrow("nResamples 0");
});
