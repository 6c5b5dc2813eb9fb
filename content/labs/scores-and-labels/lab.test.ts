import { crossEntropy as libraryLoss } from "@blankfile/nn";
import { tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { lab } from "./lab.ts";
import { type Chosen, go, isDone, start } from "./state.ts";
import { crossEntropy, exact, softmax, ways } from "./ways.ts";

const defaults: Chosen = {
  way: "fused",
  single: true,
  share: 0.8,
  lead: 0,
  temperature: 1,
  smoothing: 0,
  rate: 1,
};

function run(chosen: Partial<Chosen>) {
  const values = { ...defaults, ...chosen };
  let state = start(values);
  for (let frames = 0; !isDone(state); frames++) {
    if (frames > 90) throw new Error("the lab does not end");
    state = go(state, values);
  }
  return { state, values, last: state.history.at(-1)!, outcome: lab.prediction!.outcome(state, values) };
}

/** Scores log 6, log 3, log 1: probabilities 0.6, 0.3, 0.1. */
const scores = [Math.log(6), Math.log(3), 0];

describe("the loss and its slopes, by hand", () => {
  it("probabilities 0.6, 0.3, 0.1 with the third label cost log 10, and the slopes are 0.6, 0.3, −0.9", () => {
    for (const way of ["fused", "steps", "floored"]) {
      const { loss, gradient } = ways[way]!.answer(scores, [0, 0, 1], 1, exact);
      expect(loss).toBeCloseTo(Math.log(10), 13);
      for (const [k, slope] of [0.6, 0.3, -0.9].entries()) expect(gradient[k]).toBeCloseTo(slope, 13);
    }
  });

  it("a temperature of 2 halves the scores, and then the slopes", () => {
    const { loss, gradient } = ways.fused!.answer(
      scores.map((z) => 2 * z),
      [0, 0, 1],
      2,
      exact,
    );
    expect(loss).toBeCloseTo(Math.log(10), 13);
    expect(gradient[2]).toBeCloseTo(-0.45, 13);
  });

  it("all four ways have the gradient of the loss that they report, by finite differences", () => {
    const q = [0.5, 0.2, 0.3];
    for (const { label, answer } of Object.values(ways)) {
      const { gradient } = answer(scores, q, 1.5, exact);
      for (const k of [0, 1, 2]) {
        const at = (h: number) => answer(scores.with(k, scores[k]! + h), q, 1.5, exact).loss;
        expect(gradient[k], label).toBeCloseTo((at(1e-6) - at(-1e-6)) / 2e-6, 8);
      }
    }
  });

  it("agrees with the library's loss, smoothing and all", () => {
    const { loss } = ways.fused!.answer(scores, [0.1, 0.1, 0.8], 1, exact);
    const target = tensor([2], { dtype: "int32" });
    const logits = tensor([scores], { dtype: "float64" });
    expect(loss).toBeCloseTo(libraryLoss(logits, target, { labelSmoothing: 0.3 }).item(), 13);
    expect(crossEntropy(scores, [0, 0, 1])).toBeCloseTo(libraryLoss(logits, target).item(), 13);
    expect(softmax([1000, 1000])).toEqual([0.5, 0.5]);
  });
});

describe("where the scores come to rest", () => {
  it("the probabilities are the shares, whatever the temperature", () => {
    for (const temperature of [0.5, 1, 4]) {
      const { last, outcome } = run({ temperature, rate: temperature });
      expect(outcome).toBe("share");
      expect(last.p[0]).toBeCloseTo(0.8, 5);
    }
  });

  it("at the temperature 0.25 the rate 1 is too large, and the next smaller ones of the slider, 0.32 and 0.1, are not", () => {
    expect(run({ temperature: 0.25 }).outcome).not.toBe("share");
    for (const rate of [10 ** -0.5, 0.1])
      expect(run({ temperature: 0.25, rate }).last.p[0]).toBeCloseTo(0.8, 5);
  });

  it("with one label only they do not rest, and with smoothing they stay log 37 apart", () => {
    expect(run({ share: 1 }).outcome).toBe("one");
    const { last } = run({ share: 1, smoothing: 0.1 });
    expect(last.z[0]! - last.z[1]!).toBeCloseTo(Math.log(0.925 / 0.025), 4);
  });

  it("the sum of the scores stays where it was, since the slopes add up to 0", () => {
    const { last } = run({ lead: 10, single: false });
    expect(last.z.reduce((sum, score) => sum + score, 0)).toBeCloseTo(10, 9);
  });
});

describe("ways that fail", () => {
  it("with a lead of 120 in single precision the fused way recovers, the two steps break before they begin", () => {
    expect(run({ share: 1, lead: 120 }).outcome).toBe("one");
    const { state } = run({ share: 1, lead: 120, way: "steps" });
    expect(state.broken).toBe(true);
    expect(state.history).toHaveLength(1);
    expect(run({ share: 1, lead: 120, way: "steps", single: false }).outcome).toBe("one");
  });

  it("the two steps break where 1/p overflows: between 80 and 90 in single precision, between 700 and 710 in double", () => {
    const breaks = (lead: number, single: boolean) =>
      start({ ...defaults, share: 1, lead, way: "steps", single }).broken;
    expect([breaks(80, true), breaks(90, true)]).toEqual([false, true]);
    expect([breaks(700, false), breaks(710, false)]).toEqual([false, true]);
  });

  it("the floor reports 16.1 for ever, and softmax before the loss does not move either", () => {
    for (const [way, loss] of [
      ["floored", -Math.log(1e-7)],
      ["twice", Math.log(3 + Math.E)],
    ] as const) {
      const { last, state } = run({ share: 1, lead: 120, way });
      expect(state.broken).toBe(false);
      expect(last.answer.loss).toBeCloseTo(loss, 4);
      expect(last.z).toEqual([0, 120, 0, 0]);
    }
  });

  it("softmax twice cannot report less than log(1 + 3/e) = 0.7437, however right it is", () => {
    const { last } = run({ share: 1, way: "twice" });
    expect(last.p[0]).toBeGreaterThan(0.999);
    expect(last.answer.loss).toBeCloseTo(Math.log(1 + 3 / Math.E), 3);
  });

  it("the pictures of a broken state hold finite numbers, and say that it broke", () => {
    const { state, values } = run({ share: 1, lead: 1000, way: "steps" });
    const finite = (value: unknown): boolean =>
      typeof value !== "object" || value === null
        ? typeof value !== "number" || Number.isFinite(value)
        : Object.values(value).every(finite);
    expect(lab.views(state, values).every(finite)).toBe(true);
    expect(lab.summary(state, values)).toContain("no longer finite");
  });
});
