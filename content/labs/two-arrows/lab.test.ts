import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { labFaults } from "../../rules/lab-faults.ts";
import { lab } from "./lab.ts";
import { type Chosen, frequencies, score, turned } from "./positions.ts";
import { go, isDone, limit, pairsOf, rounding, type State, start, wander } from "./state.ts";

const defaults: Chosen = {
  method: "both",
  moves: "together",
  vectors: "drawn",
  width: "16",
  base: 1e4,
  query: 7,
  key: 2,
  stride: 1,
  trained: 64,
  divide: 1,
};

function run(change: Partial<Chosen>): State {
  const chosen = { ...defaults, ...change };
  let state = start(chosen, new Philox(1));
  while (!isDone(state)) state = go(state, chosen);
  return state;
}

describe("turning, by hand", () => {
  it("width 4, base 10000: 1 and 1/100 radians a place; places are turned against the clock", () => {
    expect(frequencies(4, 1e4)[1]).toBeCloseTo(0.01, 14);
    const [a, b] = turned([1, 0], Math.PI / 2, 1e4);
    expect(a).toBeCloseTo(0, 14);
    expect(b).toBeCloseTo(1, 14);
  });

  it("q = (1, 0, 1, 0) at 3 and k = (0, 1, 1, 0) at 1 score (sin 2 + cos 0.02) / 2", () => {
    const found = score([1, 0, 1, 0], [0, 1, 1, 0], { query: 3, key: 1 }, defaults);
    expect(found).toBeCloseTo((Math.sin(2) + Math.cos(0.02)) / 2, 12);
  });

  it("halves pair the first coordinate with the third of four", () => {
    const y = turned([1, 5, 0, 6], Math.PI, 1e4, true);
    expect(y[0]).toBeCloseTo(-1, 12);
    expect(y[2]).toBeCloseTo(0, 12);
  });
});

describe("moved together", () => {
  it("the score keeps its value when both are turned, whatever width, base and divisor", () => {
    for (const change of [{}, { width: "64" }, { base: 10 }, { divide: 7 }, { stride: 64 }])
      expect(wander(run(change))).toBeLessThan(rounding);
  });

  it("it does not when only queries are turned, pairs differ or waves are added", () => {
    for (const method of ["query", "mixed", "added"])
      expect(wander(run({ method })), method).toBeGreaterThan(0.1);
  });
});

describe("moved apart", () => {
  it("the same vector scores highest at distance 0, not less and less: it rises again and falls below 0", () => {
    const scores = run({ moves: "apart", vectors: "same", query: 0, key: 0, width: "4" }).history.map(
      (h) => h.score,
    );
    expect(Math.max(...scores)).toBe(scores[0]);
    expect(scores.some((s, i) => i > 0 && s > scores[i - 1]! + 0.01)).toBe(true);
    const narrow = run({ moves: "apart", vectors: "same", query: 0, key: 0, width: "2" });
    expect(Math.min(...narrow.history.map((h) => h.score))).toBeCloseTo(-limit(narrow), 1);
  });

  it("no score of turned vectors is above ‖q‖ ‖k‖ / √D", () => {
    const state = run({ moves: "apart", stride: 13 });
    for (const { score: found } of state.history)
      expect(Math.abs(found)).toBeLessThanOrEqual(limit(state) + 1e-12);
  });

  it("past the trained length the slow pairs meet new angles; divided by 16 none does up to 16 times 63", () => {
    const far = { ...defaults, moves: "apart", query: 0, key: 0, stride: 8 };
    const known = pairsOf(run(far), far).map((pair) => pair.known);
    expect(known).toEqual([true, true, true, false, false, false, false, false]); // 63 · 0.1 is just over 2π
    const divided = { ...far, divide: 16 };
    expect(pairsOf(run(divided), divided).every((pair) => pair.known)).toBe(true);
  });
});

it("as it opens the score keeps its value", () => {
  expect(lab.prediction!.outcome(run({}), defaults)).toBe("same");
});

it("passes the battery", () => {
  expect(labFaults(lab as never)).toEqual([]);
});
