import { expect, it } from "vitest";
import { expectAllClose } from "../../samples/node/golden.fixture.ts";
import { rankSumDistribution, rankSumTails, signedRankDistribution } from "./rank-sum-distribution.ts";

it("by hand: two of the ranks 1, 2, 3 have the sums 3, 4, 5, once each", () => {
  const { probabilities, scale } = rankSumDistribution(new Float64Array([1, 2, 3]), 2);
  expect(scale).toBe(1);
  expectAllClose(probabilities, [0, 0, 0, 1 / 3, 1 / 3, 1 / 3], 1e-15);
});

it("by hand: signs of the ranks 1, 2 give the sums 0, 1, 2, 3, once each", () => {
  expect(Array.from(signedRankDistribution(new Float64Array([1, 2])).probabilities)).toEqual([
    0.25, 0.25, 0.25, 0.25,
  ]);
});

it("midranks of a half are kept doubled", () => {
  const { probabilities, scale } = rankSumDistribution(new Float64Array([1.5, 1.5, 3]), 1);
  expect(scale).toBe(2);
  expectAllClose(probabilities, [0, 0, 0, 2 / 3, 0, 0, 1 / 3], 1e-15);
});

it("equals counting all subsets, ties and all", () => {
  const ranks = new Float64Array([1, 2.5, 2.5, 4, 5, 7, 7, 7, 9]);
  const sums = new Map<number, number>();
  let total = 0;
  for (let code = 0; code < 512; code++) {
    const taken = Array.from(ranks).filter((_, i) => (code >> i) & 1);
    if (taken.length !== 4) continue;
    const sum = taken.reduce((a, b) => a + b, 0);
    sums.set(sum, (sums.get(sum) ?? 0) + 1);
    total++;
  }
  const distribution = rankSumDistribution(ranks, 4);
  for (const [sum, count] of sums) {
    expect(distribution.probabilities[sum * 2]).toBeCloseTo(count / total, 14);
    const { atMost, atLeast } = rankSumTails(distribution, sum);
    expect(atMost + atLeast - count / total).toBeCloseTo(1, 13);
  }
});
