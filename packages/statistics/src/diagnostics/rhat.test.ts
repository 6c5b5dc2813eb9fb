import { expect, it } from "vitest";
import { bfmi } from "./bfmi.ts";
import { geweke } from "./geweke.ts";
import { rankNormalize, ranksOf } from "./rank-normalize.ts";
import { rhat } from "./rhat.ts";

it("two chains 0 1 0 1 and 1 2 1 2: W = 1/3, B/N = 1/2, R̂ = √(3/4 + 3/2)", () => {
  const chains = [
    [0, 1, 0, 1],
    [1, 2, 1, 2],
  ];
  expect(rhat(chains, { method: "identity" })).toBeCloseTo(1.5, 14);
});

it("a drift within a chain shows once it is split", () => {
  const drift = Array.from({ length: 100 }, (_, i) => i);
  expect(rhat([drift, drift], { method: "identity" })).toBeLessThan(1);
  expect(rhat([drift, drift], { method: "split" })).toBeGreaterThan(1.5);
});

it("a difference of scale shows once the chains are folded", () => {
  const wave = Array.from({ length: 200 }, (_, i) => Math.sin(i * 1.7));
  const chains = [wave, wave.map((value) => 5 * value)];
  expect(rhat(chains, { method: "z_scale" })).toBeLessThan(1.05);
  expect(rhat(chains, { method: "rank" })).toBeGreaterThan(1.3);
});

it("rank R̂ does not change with a rising function of the draws, split R̂ does", () => {
  const chains = [1, 2].map((c) => Array.from({ length: 50 }, (_, i) => Math.sin(i * c) + 0.2 * c));
  const bent = chains.map((chain) => chain.map((value) => Math.exp(3 * value)));
  expect(rhat(bent, { method: "z_scale" })).toBe(rhat(chains, { method: "z_scale" }));
  expect(rhat(bent, { method: "split" })).not.toBeCloseTo(rhat(chains, { method: "split" }), 3);
});

it("constant chains: 1 if they agree, Infinity if not", () => {
  const chain = (value: number) => new Array(10).fill(value);
  expect(rhat([chain(1), chain(1)])).toBe(1);
  expect(rhat([chain(1), chain(2)])).toBe(Number.POSITIVE_INFINITY);
});

it("ties have their mean rank", () => {
  expect(Array.from(ranksOf(Float64Array.of(3, 1, 3, 2)))).toEqual([3.5, 1, 3.5, 2]);
});

it("refuses short, uneven and infinite chains, and an unknown method", () => {
  expect(() => rhat([[1, 2, 3]])).toThrow("rhat: 1 chains of 3 draws, at least 4 draws are needed");
  expect(() => rhat([[1, 2, 3, 4], [1]])).toThrow("rhat: chain 1 has 1 draws, 4 as in chain 0 are needed");
  expect(() => rhat([[1, 2, Number.NaN, 4]])).toThrow("rhat: draw 2 of chain 0 is NaN");
  expect(() => rhat([[1, 2, 3, 4]], { method: "identity" })).toThrow("at least two are needed");
  expect(() => rhat([[1, 2, 3, 4]], { method: "no" as "rank" })).toThrow("rhat: method no");
});

it("NaN, uneven and missing chains are refused, not ranked for ever", () => {
  expect(() => rankNormalize([[1, Number.NaN, 2]])).toThrow("rankNormalize: draw 1 of chain 0 is NaN");
  expect(() => rankNormalize([])).toThrow("rankNormalize: 0 chains of 0 draws");
  expect(() => rankNormalize([[1, 2], [1]])).toThrow("chain 1 has 1 draws, 2 as in chain 0 are needed");
  expect(() => rhat([1, 2, 3, 4] as never)).toThrow("rhat: chain 0 is 1, an array or typed array");
  expect(() => bfmi([[3, 3, 3, 3]])).toThrow("bfmi: a chain of equal energies");
  expect(() => geweke([1, 2, 3, 4, 5, 6])).toThrow("geweke: parts of 0 and 3 draws, at least 4 each");
});
