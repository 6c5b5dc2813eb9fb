import { describe, expect, it } from "vitest";
import {
  type Chosen,
  go,
  gradientAt,
  isDone,
  type State,
  start,
  stepsToAThousandth,
  valueAt,
} from "./descent.ts";
import { lab } from "./lab.ts";
import { landscapes, type Pair } from "./landscape.ts";

const defaults: Chosen = {
  landscape: "bowl",
  stiff: 16,
  rate: 0.1,
  rule: "fixed",
  across: 1,
  along: 3,
  turn: 30,
};

function run(change: Partial<Chosen>): State {
  const chosen = { ...defaults, ...change };
  let state = start(chosen);
  for (let frames = 0; !isDone(state); frames++) {
    if (frames > 90) throw new Error("the lab does not end");
    state = go(state, chosen);
  }
  return state;
}

describe("the landscapes", () => {
  it("a step from (1, 3) in the bowl of stiffness 16 with rate 0.1 leads to (−0.6, 2.7)", () => {
    const chosen = { ...defaults, turn: 0 };
    const { x, excess } = go(start(chosen), chosen).history[1]!;
    expect(x[0]).toBeCloseTo(-0.6, 12);
    expect(x[1]).toBeCloseTo(2.7, 12);
    expect(excess).toBeCloseTo((16 * 0.36 + 7.29) / 2, 12);
  });

  it("every gradient agrees with finite differences, turned or not", () => {
    const x: Pair = [0.7, -1.2];
    for (const landscape of Object.keys(landscapes))
      for (const turn of [0, 45]) {
        const chosen = { ...defaults, landscape, turn };
        const difference = [0, 1].map((i) => {
          const at = (h: number) => valueAt([x[0] + (i === 0 ? h : 0), x[1] + (i === 1 ? h : 0)], chosen);
          return (at(1e-6) - at(-1e-6)) / 2e-6;
        });
        for (const [i, g] of gradientAt(x, chosen).entries()) expect(g).toBeCloseTo(difference[i]!, 6);
      }
  });

  it("is 0 at its lowest places, which have no slope", () => {
    for (const [landscape, { lowest, value, slopes }] of Object.entries(landscapes))
      for (const [s, t] of lowest) {
        expect(value(s, t, 16), landscape).toBe(0);
        expect(Math.hypot(...slopes(s, t, 16)), landscape).toBe(0);
      }
  });
});

describe("in a bowl", () => {
  it("the walk comes down for every rate below 2 over the stiffness and for none above", () => {
    for (const stiff of [4, 16, 100]) {
      expect(run({ stiff, rate: 1.9 / stiff }).history.at(-1)!.excess).toBeLessThan(1e-3);
      expect(run({ stiff, rate: 2.1 / stiff }).end).toBe("ran away");
    }
  });

  it("at the best rate the steps to a thousandth grow with the stiffness", () => {
    const steps = [4, 16, 64].map((stiff) => stepsToAThousandth(run({ stiff, rate: 2 / (1 + stiff) }))!);
    expect(steps[0]).toBeLessThan(10);
    expect(steps[1]! / steps[0]!).toBeGreaterThan(3);
    expect(steps[2]! / steps[1]!).toBeGreaterThan(3);
  });

  it("turning the valley changes no value", () => {
    const [a, b] = [run({ turn: 0 }), run({ turn: 75 })];
    for (const i of [1, 10, 40]) expect(b.history[i]!.excess).toBeCloseTo(a.history[i]!.excess, 10);
  });

  it("as it opens the answer is tens of steps", () => {
    expect(lab.prediction!.outcome(run({}), defaults)).toBe("tens");
  });
});

describe("the bound", () => {
  it("lies above the excess wherever it is given, and is given while all promises are kept", () => {
    for (const landscape of ["bowl", "flat", "kink"])
      for (const rate of [0.01, 0.06])
        for (const { excess, bound } of run({ landscape, rate }).history)
          if (bound !== undefined) expect(excess).toBeLessThanOrEqual(bound * (1 + 1e-9));
    expect(run({ rate: 1 / 16 }).broken).toBe(0);
    expect(run({ rate: 0.12 }).broken).toBeGreaterThan(0);
    expect(run({ landscape: "saddle", rate: 0.05 }).history.every(({ bound }) => bound === undefined)).toBe(
      true,
    );
  });

  it("on the flat floor twice the steps leave a quarter of the excess, not its square", () => {
    const { history } = run({ landscape: "flat", rate: 0.02 });
    const at = (steps: number) => history.find(({ taken }) => taken >= steps)!;
    const [early, late] = [at(500), at(1900)];
    const power = Math.log(early.excess / late.excess) / Math.log(late.taken / early.taken);
    expect(power).toBeGreaterThan(1.7);
    expect(power).toBeLessThan(2.1);
  });
});

describe("where descent fails", () => {
  it("on the ridge between two valleys it ends at the pass, without a slope and above the lowest value", () => {
    const { excess, slope } = run({ landscape: "saddle", along: 0, turn: 0 }).history.at(-1)!;
    expect(slope).toBeLessThan(1e-6);
    expect(excess).toBeCloseTo(1 / 4, 6);
  });

  it("in the turned valleys rounding pushes it off the ridge, after more than a hundred steps", () => {
    const { history } = run({ landscape: "saddle", along: 0 });
    expect(history.find(({ taken }) => taken >= 100)!.excess).toBeCloseTo(1 / 4, 6);
    expect(history.at(-1)!.excess).toBeLessThan(1e-9);
  });

  it("on a kink a fixed rate never settles, and halving stands still above the lowest place", () => {
    const fixed = run({ landscape: "kink" })
      .history.slice(-10)
      .map(({ excess }) => excess);
    expect(Math.min(...fixed)).toBeGreaterThan(1e-3);
    const halved = run({ landscape: "kink", rule: "halve" });
    expect(halved.end).toBe("stands still");
    expect(halved.history.at(-1)!.excess).toBeGreaterThan(1);
  });

  it("halving brings a walk with rate 3 down that runs away without", () => {
    expect(run({ rate: 3 }).end).toBe("ran away");
    const halved = run({ rate: 3, rule: "halve" });
    expect(halved.history.at(-1)!.excess).toBeLessThan(1e-9);
    expect(halved.broken).toBe(0);
  });
});
