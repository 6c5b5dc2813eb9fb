import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  type Bell,
  forward,
  forwardSlopes,
  logP,
  logQ,
  reverse,
  reverseSlopes,
  sourceOf,
} from "./divergence.ts";
import { lab } from "./lab.ts";
import { type Chosen, ending, go, isDone, type State, start } from "./state.ts";

const defaults: Chosen = { direction: "reverse", gap: 6, weight: 0.6, spread: 1, mean: -1, width: 1 };

function run(change: Partial<Chosen>, seed = 1): State {
  const chosen = { ...defaults, ...change };
  const random = new Philox(seed);
  let state = start(chosen);
  while (!isDone(state)) state = go(state, chosen, random);
  return state;
}

const last = (state: State) => state.history.at(-1)!;

/** ∫ f over −40 … 40. */
const integral = (f: (x: number) => number): number =>
  Array.from({ length: 16_001 }, (_, i) => f(-40 + i * 0.005)).reduce((sum, y) => sum + y * 0.005, 0);

describe("the divergences", () => {
  it("of two bells by hand: N(0, 1) from N(1, 2²) and back", () => {
    const source = sourceOf(0, 0.5, 1);
    const q: Bell = { mean: 1, logSpread: Math.log(2) };
    expect(forward(source, q)).toBeCloseTo(Math.log(2) + 2 / 8 - 1 / 2, 10);
    expect(reverse(source, q)).toBeCloseTo(-Math.log(2) + 5 / 2 - 1 / 2, 10);
  });

  it("agree with a plain integral", () => {
    const source = sourceOf(5, 0.3, 1.4);
    const q: Bell = { mean: 0.7, logSpread: 0.4 };
    const byIntegral = (p: (x: number) => number, r: (x: number) => number) =>
      integral((x) => Math.exp(p(x)) * (p(x) - r(x)));
    const [p, bell] = [(x: number) => logP(source, x), (x: number) => logQ(q, x)];
    expect(forward(source, q)).toBeCloseTo(byIntegral(p, bell), 8);
    expect(reverse(source, q)).toBeCloseTo(byIntegral(bell, p), 8);
  });

  it("agree with it where a wide bell crosses the gap between distant bumps, at which log p has almost a kink", () => {
    const source = sourceOf(10, 0.6, 1);
    for (const mean of [0, 0.5, 1]) {
      const q: Bell = { mean, logSpread: Math.log(4.2) };
      const exact = integral((x) => Math.exp(logQ(q, x)) * (logQ(q, x) - logP(source, x)));
      expect(Math.abs(reverse(source, q) - exact)).toBeLessThan(5e-4);
    }
  });

  it("have the slopes of finite differences", () => {
    const source = sourceOf(5, 0.3, 1.4);
    for (const [of, slopes] of [
      [forward, forwardSlopes],
      [reverse, reverseSlopes],
    ] as const) {
      const at = (mean: number, logSpread: number) => of(source, { mean, logSpread });
      const [dm, ds] = slopes(source, { mean: 0.7, logSpread: 0.4 });
      expect(dm).toBeCloseTo((at(0.7 + 1e-5, 0.4) - at(0.7 - 1e-5, 0.4)) / 2e-5, 7);
      expect(ds).toBeCloseTo((at(0.7, 0.4 + 1e-5) - at(0.7, 0.4 - 1e-5)) / 2e-5, 7);
    }
  });
});

describe("what is made small", () => {
  it("D(p‖q): the bell takes p's mean and variance, from any start", () => {
    for (const [mean, width] of [
      [-6, 0.2],
      [5, 6],
      [0, 1],
    ] as const) {
      const { source, history } = run({ direction: "forward", mean, width });
      expect(history.at(-1)!.q.mean).toBeCloseTo(source.mean, 3);
      expect(Math.exp(history.at(-1)!.q.logSpread)).toBeCloseTo(Math.sqrt(source.variance), 3);
    }
  });

  it("D(q‖p): the bell takes the bump on its side, at a price of −log of the bump's weight", () => {
    const [left, right] = [run({ gap: 8 }), run({ gap: 8, mean: 1 })];
    expect([ending(left), ending(right)]).toEqual(["left", "right"]);
    expect(last(left).reverse).toBeCloseTo(-Math.log(0.4), 2);
    expect(last(right).reverse).toBeCloseTo(-Math.log(0.6), 2);
    expect(last(left).forward).toBeGreaterThan(10);
  });

  it("D(q‖p): a wide bell stays in a third hollow, deeper than the lighter bump's at distance 6, shallower at 10", () => {
    const from = (gap: number, mean: number, width: number) => last(run({ gap, mean, width })).reverse;
    expect(ending(run({ mean: 0, width: 3 }))).toBe("both");
    expect(from(6, 0, 3)).toBeLessThan(from(6, -3, 1));
    expect(from(10, 0, 3)).toBeGreaterThan(from(10, -5, 1));
  });

  it("bumps close together are one hollow: both starts end at the same place", () => {
    const [a, b] = [run({ gap: 2, mean: -3 }), run({ gap: 2, mean: 3 })];
    expect(last(a).q.mean).toBeCloseTo(last(b).q.mean, 2);
  });

  it("each run ends lower than it began, in what it minimises", () => {
    for (const direction of ["forward", "reverse", "both"]) {
      const { history } = run({ direction, mean: 3, width: 3 });
      const of = (i: number) => {
        const { forward, reverse } = history.at(i)!;
        return (direction === "reverse" ? 0 : forward) + (direction === "forward" ? 0 : reverse);
      };
      expect(of(-1)).toBeLessThan(of(0));
    }
  });

  it("a wide bell over both is what D(p‖q) chooses, as the lab's question knows it", () => {
    expect(lab.prediction!.outcome(run({ direction: "forward" }), defaults)).toBe("both");
    expect(lab.prediction!.outcome(run({}), defaults)).toBe("left");
  });
});

describe("estimates from draws", () => {
  it("on one bump the corrected one is lower than the truth by the weight left out, for ten seeds", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const { reverse, plain, corrected } = last(run({ gap: 10 }, seed));
      expect(plain).toBeCloseTo(reverse, 2);
      expect(reverse - corrected!).toBeCloseTo(0.6, 2);
    }
  });

  it("near a good fit the corrected one scatters less, and is never negative", () => {
    const ends = Array.from({ length: 30 }, (_, i) => last(run({ gap: 2 }, i + 1)));
    const spread = (of: "plain" | "corrected") => {
      const values = ends.map((end) => end[of]!);
      const mean = values.reduce((sum, v) => sum + v, 0) / 30;
      expect(of === "plain" || Math.min(...values) >= 0).toBe(true);
      return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 29);
    };
    expect(spread("plain")).toBeGreaterThan(3 * spread("corrected"));
  });
});
