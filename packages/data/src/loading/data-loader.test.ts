import { Philox, tensor } from "@blankfile/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataLoader } from "./data-loader.ts";
import { type Dataset, mapDataset, tensorDataset } from "./dataset.ts";
import { weightedSampler } from "./samplers.ts";

const numbers = (n: number): Dataset<number> => ({ length: n, at: (i) => i });
/** Each sample with a number of its own rng. */
const drawn = (n: number) => mapDataset(numbers(n), (i, rng) => [i, rng.uniform()] as const);
const keep = <T>(samples: T[]) => samples;

describe("DataLoader", () => {
  it("cuts five samples into 2, 2 and 1 in order", () => {
    const loader = new DataLoader(tensorDataset(tensor([0, 1, 2, 3, 4])), { batchSize: 2 });
    expect([...loader.epoch(0)].map(([x]) => x.toArray())).toEqual([[0, 1], [2, 3], [4]]);
    expect(loader.length).toBe(3);
    expect(new DataLoader(numbers(5), { batchSize: 2, dropLast: true }).length).toBe(2);
  });

  it("has each sample once an epoch, in another order each epoch, the same for the same seed", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(99),
        (n, batchSize, seed) => {
          const epochs = () => {
            const rng = new Philox(seed);
            const loader = new DataLoader(numbers(n), { batchSize, shuffle: true, rng, collate: keep });
            return [0, 1].map((epoch) => [...loader.epoch(epoch)].flat());
          };
          const [first, second] = epochs();
          expect(first!.toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
          expect(first).not.toEqual(second);
          expect(epochs()).toEqual([first, second]);
        },
      ),
    );
  });

  it("goes on in the middle of an epoch bit for bit", () => {
    fc.assert(
      fc.property(fc.nat(5), fc.nat(4), (epoch, from) => {
        const loader = () =>
          new DataLoader(drawn(20), { batchSize: 5, shuffle: true, rng: new Philox(8), collate: keep });
        expect([...loader().epoch(epoch, { from })]).toEqual([...loader().epoch(epoch)].slice(from));
      }),
    );
  });

  it("gives a sample the same rng in whatever batch it is, and another in another epoch", () => {
    const byIndex = (batchSize: number, epoch: number) => {
      const loader = new DataLoader(drawn(9), {
        batchSize,
        shuffle: true,
        rng: new Philox(1),
        collate: keep,
      });
      return new Map([...loader.epoch(epoch)].flat());
    };
    expect(byIndex(2, 3).get(7)).toBe(byIndex(4, 3).get(7));
    expect(byIndex(2, 3).get(7)).not.toBe(byIndex(2, 4).get(7));
    expect(new Set(byIndex(2, 3).values()).size).toBe(9);
  });

  it("draws anew for a sample that comes again in one epoch", () => {
    const sampler = weightedSampler([1], { numSamples: 3 });
    const loader = new DataLoader(drawn(1), { batchSize: 3, sampler, rng: new Philox(1), collate: keep });
    const [batch] = loader.epoch(0);
    expect(new Set(batch!.map(([, u]) => u)).size).toBe(3);
  });

  it("names the sample and the epoch that failed", () => {
    const faulty = mapDataset(numbers(4), (i) => {
      if (i === 2) throw new Error("no pixels");
      return i;
    });
    const loader = new DataLoader(faulty, { batchSize: 2, rng: new Philox(0) });
    expect(() => [...loader.epoch(5)]).toThrow("DataLoader: sample 2 in epoch 5 cannot be made: no pixels");
  });

  it("refuses sizes, orders without an rng, and places behind the end", () => {
    const rng = new Philox(0);
    expect(() => new DataLoader(numbers(4), { batchSize: 0 })).toThrow(/batchSize 0/);
    expect(() => new DataLoader(numbers(4), { shuffle: true })).toThrow(/without an rng/);
    const sampler = weightedSampler([1], { numSamples: 1 });
    expect(() => new DataLoader(numbers(4), { shuffle: true, sampler, rng })).toThrow(
      /shuffle and a sampler/,
    );
    expect(() => [...new DataLoader(numbers(4)).epoch(0, { from: 5 })]).toThrow(/from 5.*0 to 4/);
    expect(() => [...new DataLoader(numbers(4)).epoch(-1)]).toThrow(/epoch: -1/);
  });
});
