import { LogisticRegression } from "@blankfile/classical";
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { lab } from "./lab.ts";
import { crossEntropy, descend, type LabelledPoint, sigmoid, squaredError, type Weights } from "./model.ts";
import { type Chosen, go, isDone, start } from "./state.ts";

const defaults: Chosen = { gap: 0.5, flips: 0, loss: "cross-entropy", penalty: "0", initial: 0, rate: 1 };

function run(chosen: Partial<Chosen>, seed = 1) {
  const values = { ...defaults, ...chosen };
  let state = start(values, new Philox(seed));
  for (let frames = 0; !isDone(state); frames++) {
    if (frames > 90) throw new Error("the lab does not end");
    state = go(state, values);
  }
  const at = (steps: number) => state.history.find(({ taken }) => taken >= steps)!;
  return { state, values, at, last: state.history.at(-1)!, outcome: lab.prediction!.outcome(state, values) };
}

describe("the model, by hand", () => {
  it("log-odds of log 3 are a probability of 3/4, and cost log 4/3 or log 4", () => {
    const z = Math.log(3);
    expect(sigmoid(z)).toBeCloseTo(3 / 4, 15);
    expect(crossEntropy(z, 1)).toBeCloseTo(Math.log(4 / 3), 14);
    expect(crossEntropy(z, 0)).toBeCloseTo(Math.log(4), 14);
    expect(squaredError(z, 1)).toBeCloseTo(1 / 32, 15);
  });

  it("log-odds of 1000 for the wrong answer cost 1000, not Infinity", () => {
    expect(crossEntropy(1000, 0)).toBe(1000);
    expect(crossEntropy(-1000, 1)).toBe(1000);
    expect([sigmoid(1000), sigmoid(-1000)]).toEqual([1, 0]);
  });

  it("one step from 0 for a point (2, 4) with the label 1 goes by the rate times ½ · (1, 2, 4)", () => {
    const point: LabelledPoint = { x: [2, 4], y: 1, flipped: false };
    expect(descend([point], [0, 0, 0], { loss: "cross-entropy", rate: 1, penalty: 0 })).toEqual([0.5, 1, 2]);
    expect(descend([point], [0, 0, 0], { loss: "squared", rate: 1, penalty: 0 })).toEqual([0.125, 0.25, 0.5]);
  });

  it("both slopes agree with finite differences", () => {
    const point: LabelledPoint = { x: [0.7, -1.2], y: 0, flipped: false };
    const w: Weights = [0.3, -0.8, 0.5];
    for (const [loss, of] of [
      ["cross-entropy", crossEntropy],
      ["squared", squaredError],
    ] as const) {
      const z = (b: number) => b + w[1] * point.x[0] + w[2] * point.x[1];
      const slope = (of(z(w[0] + 1e-6), 0) - of(z(w[0] - 1e-6), 0)) / 2e-6;
      expect(w[0] - descend([point], w, { loss, rate: 1, penalty: 0 })[0]).toBeCloseTo(slope, 8);
    }
  });
});

describe("where a line separates the labels", () => {
  it("the length keeps growing, slowly, for ten seeds", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const { last, at, outcome } = run({}, seed);
      expect(last.right).toBe(40);
      expect(outcome).toBe("slowly");
      expect(last.steepness).toBeGreaterThan(at(1000).steepness + 1);
    }
  });

  it("a unit of length takes two to four times as many steps as the one before, about, for ten seeds", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const { last, at } = run({}, seed);
      const early = at(1000);
      const factor = (last.taken / early.taken) ** (1 / (last.steepness - early.steepness));
      expect(factor).toBeGreaterThan(1.7);
      expect(factor).toBeLessThan(4);
    }
  });

  it("a penalty ends it", () => {
    const { last, at } = run({ penalty: "0.01" });
    expect(last.steepness / at(1000).steepness).toBeCloseTo(1, 3);
    expect(run({ penalty: "0.01" }).outcome).toBe("rests");
  });
});

describe("where no line does", () => {
  it("a flipped label is not got right, and the length comes to rest", () => {
    const { last, at } = run({ flips: 1 });
    expect(last.right).toBeLessThan(40);
    expect(last.steepness / at(5000).steepness).toBeCloseTo(1, 2);
  });

  it("discs that overlap by 2 come to rest where the library's weights are", () => {
    const { state, last } = run({ gap: -2 });
    const model = new LogisticRegression({ C: 1e10, tol: 1e-10, maxIter: 10_000 }).fit(
      state.points.map(({ x }) => x),
      state.points.map(({ y }) => y),
    );
    const [u, v] = Array.from(model.coef_.data, Number);
    expect(last.w[1]).toBeCloseTo(u!, 3);
    expect(last.w[2]).toBeCloseTo(v!, 3);
  });
});

describe("sure and wrong at the start", () => {
  it("the cross-entropy has turned the model round within 30 steps; the squared error needs over ten times as many", () => {
    const turned = ({ state }: ReturnType<typeof run>) =>
      state.history.find(({ right }) => right >= 36)!.taken;
    expect(turned(run({ initial: -10 }))).toBeLessThan(30);
    expect(turned(run({ initial: -10, loss: "squared" }))).toBeGreaterThan(300);
  });

  it("from u = −20 the squared error does not move in 10,000 steps, and a hundredfold rate gets it going", () => {
    const stuck = run({ initial: -20, loss: "squared" }).last;
    expect(stuck.right).toBe(0);
    expect(stuck.squaredError).toBeGreaterThan(0.49);
    expect(run({ initial: -20, loss: "squared", rate: 100 }).last.right).toBe(40);
  });
});

describe("what the player is given", () => {
  it("a loss that rises is shown: the rate 100 with a flipped label", () => {
    const { state } = run({ flips: 1, rate: 100 });
    const rises = state.history.some(
      ({ crossEntropy }, i) => i > 0 && crossEntropy > state.history[i - 1]!.crossEntropy,
    );
    expect(rises).toBe(true);
  });
});
