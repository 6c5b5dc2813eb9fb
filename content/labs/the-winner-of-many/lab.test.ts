import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { type Chosen, drawError, errorDensity, truthGiven } from "./candidates.ts";
import { go, lastRound, means, type State, start, verdict } from "./rounds.ts";

const defaults: Chosen = { tail: "heavy", error: 1, bends: false, bend: 2, slope: 3 };

function run(change: Partial<Chosen>, seed = 1): State {
  const chosen = { ...defaults, ...change };
  const random = new Philox(seed);
  let state = start();
  while (state.rounds < lastRound) state = go(state, chosen, random);
  return state;
}

describe("the candidates", () => {
  it("a normal error makes the expected truth u/(1 + s²)", () => {
    for (const error of [0.5, 1, 2])
      for (const u of [-2, 0, 3])
        expect(truthGiven(u, { ...defaults, tail: "light", error })).toBeCloseTo(u / (1 + error ** 2), 8);
  });

  it("a heavy one makes it rise and come back towards 0", () => {
    const at = (u: number) => truthGiven(u, defaults)!;
    expect(at(2)).toBeGreaterThan(at(0));
    expect(at(10)).toBeLessThan(at(2) / 2);
    expect(at(100)).toBeLessThan(0.05);
  });

  it("both errors have the density that they are drawn from, and the same middle half", () => {
    for (const tail of ["light", "heavy"]) {
      const chosen = { ...defaults, tail };
      let mass = 0;
      for (let e = -0.67449; e < 0.67449; e += 0.001) mass += 0.001 * errorDensity(e, chosen);
      expect(mass).toBeCloseTo(0.5, 2);
      const random = new Philox(3);
      const inside = Array.from({ length: 20_000 }, () => Math.abs(drawError(tail, random)) < 0.67449);
      expect(inside.filter(Boolean).length / 20_000).toBeCloseTo(0.5, 1);
    }
  });
});

describe("the winner of many", () => {
  it("light tails: the truth is half of the proxy at every n, within the noise", () => {
    const state = run({ tail: "light" });
    for (const { proxy, truth, error } of means(state))
      expect(Math.abs(truth - proxy / 2)).toBeLessThan(5 * error);
    expect(verdict(state)).toBe("lags");
  });

  it("the best of 2 of a normal proxy of variance 2 has the mean √(2/π)", () => {
    const { proxy } = means(run({ tail: "light" }))[1]!;
    expect(Math.abs(proxy - Math.sqrt(2 / Math.PI))).toBeLessThan(0.2); // four standard errors
  });

  it("heavy tails: the truth rises, then falls, for three seeds", () => {
    for (const seed of [1, 2, 3]) {
      const state = run({}, seed);
      const truths = means(state).map(({ truth }) => truth);
      expect(verdict(state)).toBe("falls");
      expect(truths[4]).toBeGreaterThan(truths[0]! + 0.5);
      expect(truths[4]).toBeGreaterThan(truths.at(-1)! + 0.4);
    }
  });

  it("a bend without noise takes the winner below the average candidate", () => {
    const state = run({ error: 0, bends: true });
    expect(verdict(state)).toBe("falls");
    expect(means(state).at(-1)!.truth).toBeLessThan(means(state)[0]!.truth - 0.3);
  });

  it("no error and no bend: the proxy is the truth", () => {
    for (const { proxy, truth } of means(run({ error: 0 }))) expect(truth).toBe(proxy);
  });
});
