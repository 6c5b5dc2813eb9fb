import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { type Chosen, divergence, loss, margin, policy, reference, sigmoid } from "./bandit.ts";
import { lab } from "./lab.ts";

const defaults: Chosen = { beta: 0.5, sharing: 0.8, rare: 0.5, truth: 0.8, pairs: 200 };

function run(change: Partial<Chosen>) {
  const chosen = { ...defaults, ...change };
  const random = new Philox(1);
  let state = lab.init(chosen, random);
  while (!lab.finished(state, chosen)) state = lab.step(state, chosen, random);
  return state;
}

describe("the bandit", () => {
  it("starts at the reference, with margin 0 and loss log 2", () => {
    expect(policy(0, defaults)).toEqual(reference(defaults).map((p) => expect.closeTo(p, 12)));
    expect(loss(margin(0, defaults), 0.8)).toBeCloseTo(Math.log(2), 12);
    expect(divergence(policy(0, defaults), reference(defaults))).toBeCloseTo(0, 12);
  });

  it("the margin is β times the difference of the log-ratios of the policy", () => {
    const p = policy(1.3, defaults);
    const from = reference(defaults);
    const ratio = (k: number) => Math.log(p[k]! / from[k]!);
    expect(margin(1.3, defaults)).toBeCloseTo(0.5 * (ratio(0) - ratio(1)), 12);
  });

  it("the loss has the slope σ(m) − f", () => {
    const slope = (loss(0.7 + 1e-6, 0.8) - loss(0.7 - 1e-6, 0.8)) / 2e-6;
    expect(slope).toBeCloseTo(sigmoid(0.7) - 0.8, 8);
  });
});

describe("training on A against B", () => {
  it("ends at the margin log f/(1 − f), whatever β is", () => {
    for (const beta of [0.1, 0.5, 2]) {
      const { share, history } = run({ beta });
      expect(history.at(-1)!.margin).toBeCloseTo(Math.log(share / (1 - share)), 3);
    }
  });

  it("lowers both answers when a shared trait lifts a third one", () => {
    const { history } = run({});
    expect(lab.prediction!.outcome(run({}), defaults)).toBe("lower");
    expect(history.at(-1)!.probabilities[2]).toBeGreaterThan(0.9);
    expect(history.at(-1)!.loss).toBeLessThan(history[0]!.loss);
  });

  it("raises A and lowers B when nothing is shared", () => {
    expect(lab.prediction!.outcome(run({ sharing: 0 }), defaults)).toBe("apart");
  });

  it("lowers A from the first step on at the defaults, and lets it rise first when C is rare", () => {
    const A = (change: Partial<Chosen>) => run(change).history.map(({ probabilities }) => probabilities[0]!);
    const falling = A({});
    expect(falling.every((p, i) => i === 0 || p <= falling[i - 1]!)).toBe(true);
    const rising = A({ rare: 0.05 });
    expect(Math.max(...rising)).toBeGreaterThan(rising[0]! + 0.05);
    expect(rising.at(-1)).toBeLessThan(rising[0]!);
  });

  it("moves nothing when the pairs are split evenly, and says so", () => {
    const chosen = { ...defaults, truth: 0.5, pairs: 2 };
    let draws = 0;
    const random = new Philox(1);
    random.uniform = (() => (draws++ === 0 ? 0.2 : 0.8)) as typeof random.uniform;
    let state = lab.init(chosen, random);
    while (!lab.finished(state, chosen)) state = lab.step(state, chosen, random);
    expect(state.share).toBe(0.5);
    expect(lab.prediction!.outcome(state, chosen)).toBe("same");
  });

  it("never comes to rest when all pairs agree", () => {
    const { history } = run({ truth: 1 });
    expect(history.at(-1)!.margin).toBeGreaterThan(history.at(-20)!.margin + 0.05);
  });
});
