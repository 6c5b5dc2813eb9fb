import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { NUTS } from "./hamiltonian/nuts.ts";
import { Gibbs } from "./metropolis/gibbs.ts";
import { parameterChains, sampleChains, statisticChains } from "./sample-chains.ts";

/** Counts its steps. */
const counter = new Gibbs({
  size: 2,
  conditionals: [
    (x) => {
      x[0]! += 1;
      x[1]! -= 1;
    },
  ],
});
const rng = new Philox(0);
const normal = new NUTS({
  size: 2,
  target: { logDensity: ([a, b]) => -0.5 * (a! ** 2 + b! ** 2), gradient: (x) => x.map((v) => -v) },
});

it("keeps every second step after three of warm-up, [chain][draw][parameter]", () => {
  const draws = sampleChains({
    sampler: counter,
    chains: 2,
    draws: 2,
    warmup: 3,
    thin: 2,
    initial: (c) => [10 * c, 0],
    rng,
  });
  expect(Array.from(draws.values)).toEqual([5, -5, 7, -7, 15, -5, 17, -7]);
  expect(parameterChains(draws, 1).map((chain) => Array.from(chain))).toEqual([
    [-5, -7],
    [-5, -7],
  ]);
});

it("a chain is the same bit for bit, however many stand beside it, and again", () => {
  const run = (chains: number) =>
    sampleChains({ sampler: normal, chains, draws: 50, warmup: 50, rng: new Philox(3) });
  const [one, three] = [run(1), run(3)];
  expect(three.values.subarray(0, 100)).toEqual(one.values);
  expect(run(3)).toEqual(three);
  expect(three.values.subarray(100, 200)).not.toEqual(one.values);
});

it("takes nothing from the stream that it was given", () => {
  const given = new Philox(4);
  sampleChains({ sampler: normal, chains: 1, draws: 5, warmup: 5, rng: given });
  expect(given.word()).toBe(new Philox(4).word());
});

it("reports statistics per draw and progress per hundred steps", () => {
  const seen: string[] = [];
  const draws = sampleChains({
    sampler: normal,
    chains: 1,
    draws: 120,
    warmup: 130,
    rng,
    onProgress: ({ step, steps, warming }) => seen.push(`${step}/${steps} ${warming}`),
  });
  expect(seen).toEqual(["100/250 true", "130/250 true", "200/250 false", "250/250 false"]);
  const depths = statisticChains(draws, "treeDepth")[0]!;
  expect(depths).toHaveLength(120);
  expect(Math.min(...depths)).toBeGreaterThanOrEqual(1);
});

it("refuses counts, parameters and statistics that are not there", () => {
  expect(() => sampleChains({ sampler: counter, draws: 0, rng })).toThrow(
    "sampleChains: draws 0, a whole number from 1 on",
  );
  expect(() => sampleChains({ sampler: counter, warmup: -1, rng })).toThrow("sampleChains: warmup -1");
  const draws = sampleChains({ sampler: counter, chains: 1, draws: 1, warmup: 0, rng });
  expect(() => parameterChains(draws, 2)).toThrow("parameterChains: parameter 2 of 2");
  expect(() => statisticChains(draws, "energy")).toThrow("statisticChains: energy, one of none is needed");
  expect(() => counter.start([1], { rng, warmup: 0 })).toThrow(
    "Gibbs: initial has 1 numbers, size 2 is needed",
  );
});
