import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { lab } from "./lab.ts";
import type { Chosen } from "./training.ts";

const opening: Chosen = {
  text: "rhyme",
  merges: 40,
  context: "16",
  layers: "2",
  channels: "16",
  shift: "1",
  rate: 0.01,
  temperature: 0.7,
};

/** Ten training steps for each of `tens`. */
function run(changes: Partial<Chosen>, tens: number) {
  const values = { ...opening, ...changes };
  const random = new Philox(1);
  let state = lab.init(values, random);
  for (let i = 0; i < 2 * tens && !lab.finished(state, values); i++) state = lab.step(state, values, random);
  return { state, loss: state.history.at(-1)?.loss ?? Number.NaN, base: state.baselines };
}

describe("a small GPT", () => {
  it("starts at guessing and learns to be better than counting pairs", () => {
    const { state, base } = run({ merges: 0 }, 1);
    expect(base.uniform).toBe(Math.log(256));
    expect(Math.abs(state.history[0]!.loss - base.uniform)).toBeLessThan(1);
    const { loss, base: learnt } = run({}, 20);
    expect(loss).toBeLessThan(learnt.pairs);
  });

  it("with one token in view, cannot be better than counting pairs", () => {
    const { loss, base } = run({ context: "1", text: "count", layers: "1" }, 20);
    expect(loss).toBeGreaterThan(0.6 * base.pairs);
  });

  it("asked for the token itself, is soon right, and has learnt nothing of the text", () => {
    const { loss, base, state } = run({ shift: "0", temperature: 0, layers: "1", channels: "32" }, 15);
    expect(base.pairs).toBe(0);
    expect(loss).toBeLessThan(0.1);
    expect(state.said).toMatch(/(.+)\1{9}$/s);
  });

  it("guessing costs more than counting single tokens, and that more than counting pairs", () => {
    const { base } = run({ text: "count", merges: 0 }, 0);
    expect(base.single).toBeGreaterThan(base.pairs);
    expect(base.uniform).toBeGreaterThan(base.single);
  });

  it("with too high a rate, learns less than counting single tokens", () => {
    const { state, loss, base } = run({ rate: 0.3, text: "count", layers: "1" }, 15);
    expect(state.ranAway || loss > base.single).toBe(true);
  });
});
