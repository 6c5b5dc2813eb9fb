import { Philox } from "@blankfile/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  balancedSampler,
  randomSampler,
  sequentialSampler,
  shardSampler,
  stratifiedSampler,
  subsetSampler,
  weightedSampler,
} from "./samplers.ts";

const sorted = (order: Int32Array) => [...order].sort((a, b) => a - b);
const range = (n: number) => Array.from({ length: n }, (_, i) => i);

describe("samplers", () => {
  it("go in order, at random, or at random through a part", () => {
    expect([...sequentialSampler(3).order(new Philox(0))]).toEqual([0, 1, 2]);
    expect([...randomSampler(5).order(new Philox(1))]).not.toEqual([0, 1, 2, 3, 4]);
    expect(sorted(subsetSampler([7, 3]).order(new Philox(0)))).toEqual([3, 7]);
  });

  it("that cover the set have each index once, the same for the same seed", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { maxLength: 40 }), fc.nat(1000), (labels, seed) => {
        for (const sampler of [randomSampler(labels.length), stratifiedSampler(labels)]) {
          const order = sampler.order(new Philox(seed));
          expect(sorted(order)).toEqual(range(labels.length));
          expect(sampler.order(new Philox(seed))).toEqual(order);
        }
      }),
    );
  });

  it("by weight: 1, 0 and 3 come in a quarter, none and three quarters of draws", () => {
    const order = weightedSampler([1, 0, 3], { numSamples: 10_000 }).order(new Philox(5));
    const share = (i: number) => order.filter((j) => j === i).length / order.length;
    // Three standard deviations of such a share are 0.013.
    expect(Math.abs(share(0) - 0.25)).toBeLessThan(0.013);
    expect(share(1)).toBe(0);
  });

  it("by weight without replacement: each once, and the first as by weight", () => {
    const sampler = weightedSampler([1, 0, 3, 2], { numSamples: 3, replacement: false });
    const orders = range(2000).map((seed) => sampler.order(new Philox(seed)));
    expect(orders.every((order) => sorted(order).join() === "0,2,3")).toBe(true);
    // 3 of 6 come first; three standard deviations are 0.034.
    expect(Math.abs(orders.filter((order) => order[0] === 2).length / 2000 - 0.5)).toBeLessThan(0.034);
  });

  it("balanced: a class of 1 in 100 makes half of the draws", () => {
    const labels = range(100).map((i) => Number(i === 42));
    const order = balancedSampler(labels, { numSamples: 10_000 }).order(new Philox(2));
    expect(Math.abs(order.filter((i) => i === 42).length / 10_000 - 0.5)).toBeLessThan(0.015);
    expect(balancedSampler(labels).length).toBe(100);
  });

  it("stratified: each tenth of 80 and 20 has 8 and 2, to one", () => {
    const labels = range(100).map((i) => Number(i >= 80));
    const order = stratifiedSampler(labels).order(new Philox(4));
    for (let from = 0; from < 100; from += 10) {
      const rare = order.slice(from, from + 10).filter((i) => i >= 80).length;
      expect(Math.abs(rare - 2)).toBeLessThanOrEqual(1);
    }
  });

  it("in shards: 5 over 2 are 0, 2, 4 and 1, 3, then 0 again or nothing", () => {
    const shard = (rank: number, dropLast: boolean) => [
      ...shardSampler(sequentialSampler(5), { rank, worldSize: 2, dropLast }).order(new Philox(0)),
    ];
    expect([shard(0, false), shard(1, false)]).toEqual([
      [0, 2, 4],
      [1, 3, 0],
    ]);
    expect([shard(0, true), shard(1, true)]).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it("refuse weights below 0, too few of them, and ranks that are none", () => {
    expect(() => weightedSampler([1, -1], { numSamples: 1 })).toThrow(/weight -1 of 1/);
    expect(() => weightedSampler([0, 0], { numSamples: 1 })).toThrow(/0 weights above 0/);
    expect(() => weightedSampler([1, 0], { numSamples: 2, replacement: false })).toThrow(
      /1 weights above 0 for 2/,
    );
    expect(() => shardSampler(sequentialSampler(2), { rank: 2, worldSize: 2 })).toThrow(
      /rank 2 of worldSize 2/,
    );
    expect(() => randomSampler(1.5)).toThrow(/n 1.5/);
  });
});
