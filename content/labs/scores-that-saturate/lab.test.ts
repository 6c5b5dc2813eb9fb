import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { labFaults } from "../../rules/lab-faults.ts";
import { attend, type Chosen, descend } from "./attention.ts";
import { lab } from "./lab.ts";
import { found, go, hidden, isDone, start } from "./state.ts";

const defaults: Chosen = {
  width: "256",
  scale: "none",
  temperature: 1,
  causal: false,
  target: "before",
  rate: 1,
};

function run(change: Partial<Chosen>, seed = 1) {
  const chosen = { ...defaults, ...change };
  let state = start(chosen, new Philox(seed));
  while (!isDone(state)) state = go(state, chosen);
  return state;
}

/** Queries that found their target, of 30: five seeds. */
const foundOf30 = (change: Partial<Chosen>) =>
  Array.from({ length: 5 }, (_, seed) => found(run(change, seed))).reduce((a, b) => a + b);

describe("one row", () => {
  it("by hand: scores 0 and log 3 · 2 over √4 give 1/4 and 3/4, loss 1/16 where the second is wanted", () => {
    const half = Math.log(3) / 2;
    const keys = [
      [half, half, half, half],
      [0, 0, 0, 0],
    ];
    const { weights, loss, target } = attend([1, 1, 1, 1], keys, 1, { ...defaults, scale: "root" });
    expect(weights[0]).toBeCloseTo(3 / 4, 12);
    expect(target).toBe(0);
    expect(loss).toBeCloseTo(1 / 16, 12);
  });

  it("the slopes agree with finite differences of the loss, and add up to 0", () => {
    const { queries, keys } = start({ ...defaults, width: "4" }, new Philox(3));
    const chosen = { ...defaults, width: "4", scale: "root", temperature: 2, causal: true };
    const t = 3;
    const at = (query: number[]) => attend(query, keys, t, chosen).loss;
    const moved = descend(queries, keys, { ...chosen, rate: 1 })[t]!;
    queries[t]!.forEach((x, i) => {
      const shifted = (h: number) => at(queries[t]!.with(i, x + h));
      const slope = (shifted(1e-6) - shifted(-1e-6)) / 2e-6;
      expect(x - moved[i]!).toBeCloseTo(slope, 8);
    });
    expect(attend(queries[t]!, keys, t, chosen).slopes.reduce((a, b) => a + b)).toBeCloseTo(0, 12);
  });
});

describe("what the scale does", () => {
  it("the spread of the scores at the start is √D times the factor, within a fifth", () => {
    for (const [scale, width, wanted] of [
      ["root", "1024", 1],
      ["none", "1024", 32],
      ["whole", "256", 1 / 16],
    ] as const) {
      const spreads = Array.from(
        { length: 10 },
        (_, seed) => start({ ...defaults, scale, width }, new Philox(seed)).spreadAtStart,
      );
      const mean = spreads.reduce((a, b) => a + b) / 10;
      expect(Math.abs(mean / wanted - 1), scale).toBeLessThan(0.2);
    }
  });

  it("divided by √D every query finds its target, at every width from 16 up", () => {
    for (const width of ["16", "64", "256", "1024"])
      expect(foundOf30({ scale: "root", width }), width).toBe(30);
  });

  it("left as they are, fewer than half do at D = 256 and at D = 1024", () => {
    for (const width of ["256", "1024"]) expect(foundOf30({ width }), width).toBeLessThan(15);
  });

  it("divided by D, nearly nothing has moved at D = 1024; with a hundred times the rate it has", () => {
    expect(foundOf30({ scale: "whole", width: "1024" })).toBe(0);
    expect(found(run({ scale: "whole", width: "1024", rate: 100 }))).toBeGreaterThan(3);
  });
});

describe("the mask", () => {
  it("a target behind it has weight 0 from beginning to end; only the last query can find the next token", () => {
    const state = run({ scale: "root", causal: true, target: "next" });
    expect(hidden(state, { ...defaults, causal: true })).toBe(5);
    expect(state.rows.slice(0, 5).map(({ weights, target }) => weights[target])).toEqual([0, 0, 0, 0, 0]);
    expect(found(state)).toBe(1);
  });

  it("query 1 sees itself alone, and has no slope", () => {
    const { rows } = start({ ...defaults, causal: true }, new Philox(1));
    expect(rows[0]!.weights).toEqual([1, 0, 0, 0, 0, 0]);
    expect(rows[0]!.slopes.every((slope) => slope === 0)).toBe(true);
  });
});

it("as it opens, some queries are stuck and some are not, whatever the seed", () => {
  const opening = { ...defaults, width: lab.parameters.width.default };
  for (let seed = 0; seed < 10; seed++)
    expect(lab.prediction!.outcome(run(opening, seed), opening), `seed ${seed}`).toBe("some");
});

it("as it opens, a stuck query has nearly all of the loss that is possible and slopes below a thousandth", () => {
  const { rows } = run({ width: lab.parameters.width.default });
  const stuck = rows.filter(({ weights, target }) => weights[target]! < 0.5);
  expect(stuck.length).toBeGreaterThan(0);
  for (const { loss, slopes } of stuck) {
    expect(loss).toBeGreaterThan(0.9);
    expect(Math.max(...slopes.map(Math.abs))).toBeLessThan(1e-3);
  }
});

it("passes the battery", () => {
  expect(labFaults(lab as never)).toEqual([]);
});
