import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { GPT } from "../gpt/gpt.ts";
import { generate } from "./generate.ts";
import { sampleToken, tokenProbabilities } from "./sample-token.ts";

/** Logits whose probabilities are 1/2, 1/4, 1/8, 1/8. */
const logits = [4, 2, 1, 1].map((w) => Math.log(w));
const close = (given: ArrayLike<number>, expected: number[]) =>
  expect(Array.from(given, (p) => Math.round(p * 1e12) / 1e12)).toEqual(
    expected.map((p) => Math.round(p * 1e12) / 1e12),
  );

describe("tokenProbabilities", () => {
  it("is softmax where nothing is asked", () =>
    close(tokenProbabilities(logits), [1 / 2, 1 / 4, 1 / 8, 1 / 8]));
  it("temperature 1/2 squares the odds, 0 takes the likeliest", () => {
    close(tokenProbabilities(logits, { temperature: 0.5 }), [16 / 22, 4 / 22, 1 / 22, 1 / 22]);
    close(tokenProbabilities(logits, { temperature: 0 }), [1, 0, 0, 0]);
  });
  it("the two likeliest share all", () =>
    close(tokenProbabilities(logits, { topK: 2 }), [2 / 3, 1 / 3, 0, 0]));
  it("of equal logits the lower id stays", () =>
    close(tokenProbabilities(logits, { topK: 3 }), [4 / 7, 2 / 7, 1 / 7, 0]));
  it("as few as reach top-p stay, the one that reaches it included", () => {
    close(tokenProbabilities(logits, { topP: 0.5 }), [1, 0, 0, 0]);
    close(tokenProbabilities(logits, { topP: 0.51 }), [2 / 3, 1 / 3, 0, 0]);
    close(tokenProbabilities(logits, { topP: 0.01 }), [1, 0, 0, 0]);
  });
  it("top-p counts shares of what top-k left", () => {
    close(tokenProbabilities(logits, { topK: 2, topP: 0.66 }), [1, 0, 0, 0]);
    close(tokenProbabilities(logits, { topK: 2, topP: 0.67 }), [2 / 3, 1 / 3, 0, 0]);
  });
  it("is right for logits of any size, and for −Infinity", () => {
    close(tokenProbabilities([1000, 1000, Number.NEGATIVE_INFINITY]), [1 / 2, 1 / 2, 0]);
    close(tokenProbabilities([-1000, -1000]), [1 / 2, 1 / 2]);
  });
  it.each([
    [{ temperature: -1 }, /temperature -1/],
    [{ temperature: Number.NaN }, /temperature NaN/],
    [{ topK: 0 }, /topK 0/],
    [{ topP: 0 }, /topP 0/],
    [{ topP: 1.5 }, /topP 1.5/],
  ])("refuses %j", (options, message) => expect(() => tokenProbabilities(logits, options)).toThrow(message));
  it("refuses logits of which nothing can be drawn", () => {
    expect(() => tokenProbabilities([])).toThrow(/no logits/);
    expect(() => tokenProbabilities([Number.NaN, 1])).toThrow(/logit 0 is NaN/);
    expect(() => tokenProbabilities([1, Number.NaN])).toThrow(/logit 1 is NaN/);
    expect(() => tokenProbabilities([Number.NEGATIVE_INFINITY])).toThrow(/largest logit is -Infinity/);
  });
});

it("sampleToken takes the token in whose share the number falls", () => {
  expect([0, 0.49, 0.5, 0.74, 0.75, 0.875, 0.999].map((u) => sampleToken(logits, u))).toEqual([
    0, 0, 1, 1, 2, 3, 3,
  ]);
  expect(sampleToken(logits, 1, { topK: 2 })).toBe(1);
});

describe("generate", () => {
  const model = new GPT({
    vocabularySize: 6,
    contextLength: 4,
    channels: 8,
    heads: 2,
    layers: 1,
    rng: new Philox(1),
  });
  it("adds as many tokens as asked for, the same for the same seed, beyond the context too", () => {
    const draw = (seed: number) => generate(model, [1, 2], { count: 12, rng: new Philox(seed) });
    expect(draw(1)).toHaveLength(14);
    expect(draw(1).slice(0, 2)).toEqual([1, 2]);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });
  it("needs a token to begin with", () => {
    expect(() => generate(model, [], { count: 1, rng: new Philox(1) })).toThrow(/at least one to begin with/);
  });
});
