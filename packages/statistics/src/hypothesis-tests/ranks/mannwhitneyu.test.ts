import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { expectClose, golden } from "../../samples/node/golden.fixture.ts";
import { permutationTest } from "../permutation/permutation-test.ts";
import type { TestSamples } from "../samples.fixture.ts";
import { mannwhitneyu } from "./mannwhitneyu.ts";

interface Case {
  x: keyof TestSamples;
  y: keyof TestSamples;
  alternative: "two-sided" | "less" | "greater";
  method: "asymptotic" | "exact";
  continuity: boolean;
  result: [number, number];
}
const { samples: s, ranks } = golden<{ samples: TestSamples; ranks: { mannwhitneyu: Case[] } }>("tests");

it("by hand: of 3 above 1 and 2, U = 2, the largest of three placements", () => {
  const { statistic, pvalue, rankBiserial, method } = mannwhitneyu([3], [1, 2], { alternative: "greater" });
  expect([statistic, rankBiserial, method]).toEqual([2, 1, "exact"]);
  expectClose(pvalue, 1 / 3, 1e-14);
});

it("U and p as in SciPy: exact, asymptotic, ties, continuity", () => {
  for (const { x, y, alternative, method, continuity, result } of ranks.mannwhitneyu) {
    const found = mannwhitneyu(s[x], s[y], { alternative, method, useContinuity: continuity });
    const name = `${x} ${y} ${alternative} ${method} ${continuity}`;
    expectClose(found.statistic, result[0], 1e-14, name);
    expectClose(found.pvalue, result[1], 1e-9, name);
  }
});

it("with ties the exact p is that of all permutations of the ranks", () => {
  const [x, y] = [
    [1, 2, 2, 3, 5],
    [2, 3, 4, 5, 5],
  ];
  const u = (a: Float64Array, b: Float64Array) =>
    a.reduce((total, p) => total + b.reduce((sum, q) => sum + (p > q ? 1 : p === q ? 0.5 : 0), 0), 0);
  for (const alternative of ["two-sided", "less", "greater"] as const) {
    const { pvalue } = mannwhitneyu(x, y, { alternative, method: "exact" });
    expectClose(pvalue, permutationTest([x, y], u, { alternative }).pvalue, 1e-13, alternative);
  }
});

it("the exact test never rejects more often than its level", () => {
  const rng = new Philox(2);
  let rejected = 0;
  for (let trial = 0; trial < 2000; trial++) {
    const draw = (n: number) => Float64Array.from({ length: n }, () => rng.normal());
    if (mannwhitneyu(draw(5), draw(7)).pvalue <= 0.05) rejected++;
  }
  // The level attained with 5 and 7 values is 0.048; four standard errors are 0.019.
  expect(rejected / 2000).toBeLessThan(0.067);
  expect(rejected / 2000).toBeGreaterThan(0.029);
});

it("values all equal say nothing: p = 1", () => {
  expect(mannwhitneyu([1, 1], [1, 1, 1], { method: "asymptotic" }).pvalue).toBe(1);
  expect(mannwhitneyu([1, 1], [1, 1, 1], { method: "exact" }).pvalue).toBe(1);
});

it("refuses empty samples and unknown methods", () => {
  expect(() => mannwhitneyu([], [1])).toThrow("mannwhitneyu: x has 0 values, at least 1 are needed");
  expect(() => mannwhitneyu([1], [1], { method: "fast" as "exact" })).toThrow('mannwhitneyu: method "fast"');
});
