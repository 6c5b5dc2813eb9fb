import { Philox } from "@blankfile/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batches } from "./batches.ts";
import { stratifiedSplit } from "./stratified-split.ts";

const range = (n: number) => Int32Array.from({ length: n }, (_, i) => i);

describe("batches", () => {
  it("cut seven into 3, 3 and 1, in order without a generator", () => {
    expect([...batches(range(7), 3)].map((b) => [...b])).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
    expect([...batches(range(7), 3, { dropLast: true })].map((b) => b.length)).toEqual([3, 3]);
  });

  it("hold every index once in a shuffled epoch, the same for the same seed, and leave the argument as it was", () => {
    const all = range(20);
    const epoch = (seed: number) => [...batches(all, 6, { rng: new Philox(seed) })].flatMap((b) => [...b]);
    expect(epoch(1)).toEqual(epoch(1));
    expect(epoch(1)).not.toEqual(epoch(2));
    expect([...epoch(1)].sort((a, b) => a - b)).toEqual([...range(20)]);
    expect(all).toEqual(range(20));
  });

  it("refuse a size that is no positive whole number", () => {
    expect(() => [...batches(range(2), 0)]).toThrow(/size 0, a whole number from 1/);
    expect(() => [...batches(range(2), 1.5)]).toThrow(/size 1.5/);
  });
});

describe("stratifiedSplit", () => {
  it("puts one of each of two classes of four into a test quarter", () => {
    const labels = [0, 0, 0, 0, 1, 1, 1, 1];
    const { train, test } = stratifiedSplit(labels, { testSize: 0.25, rng: new Philox(3) });
    expect([...test].map((i) => labels[i])).toEqual([0, 1]);
    expect(train.length).toBe(6);
  });

  it("keeps every index once, and each class in both parts", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 12, maxLength: 60 }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        fc.nat(1000),
        (labels, testSize, seed) => {
          const twice = [...labels, ...labels];
          const { train, test } = stratifiedSplit(twice, { testSize, rng: new Philox(seed) });
          expect([...train, ...test].sort((a, b) => a - b)).toEqual([...range(twice.length)]);
          for (const c of new Set(twice)) {
            expect(train.some((i) => twice[i] === c) && test.some((i) => twice[i] === c)).toBe(true);
          }
        },
      ),
    );
  });

  it("refuses a class of one, and a share that is none", () => {
    expect(() => stratifiedSplit([0, 0, 1], { testSize: 0.5, rng: new Philox(0) })).toThrow(
      /class 1 has 1 sample/,
    );
    expect(() => stratifiedSplit([0, 0], { testSize: 1, rng: new Philox(0) })).toThrow(/testSize 1/);
  });
});
