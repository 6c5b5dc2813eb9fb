import { describe, expect, it } from "vitest";
import { forward } from "./language-model-forward.ts";
import { type ModelForm, weightShapes } from "./language-model-weights.ts";

const form: ModelForm = { letters: "ab", block: 3, channels: 2, heads: 1, layers: 1 };

/** All weights 0, norms that scale by 1, and what is given. */
function weights(given: Record<string, number[]>): Map<string, Float32Array> {
  return new Map(
    weightShapes(form).map(([name, shape]) => {
      const values = new Float32Array(shape.reduce((a, b) => a * b));
      if (/norm\d?\.weight$/.test(name)) values.fill(1);
      if (given[name]) values.set(given[name]!);
      return [name, values];
    }),
  );
}

describe("forward", () => {
  it("blocks of zeros leave the embedding: the logits are W norm(E + P)", () => {
    const table = {
      "embed.weight": [3, 1, 0, 0],
      "positions.weight": [0, 0, 0, 2],
      "head.weight": [1, 0, 0, 4],
    };
    const pass = forward(form, weights({ ...table, "head.bias": [0, 0.5] }), [0, 1]);
    expect([...pass.embedded]).toEqual([3, 1, 0, 2]);
    expect(pass.lengths.map((row) => row[1])).toEqual([2, 2]);
    // Both vectors are two apart around their mean, so their norm is ±1 but for ε.
    for (const [i, value] of [1, -3.5, -1, 4.5].entries()) expect(pass.logits[i]).toBeCloseTo(value, 4);
  });

  it("equal scores look at all places up to their own alike, and never behind", () => {
    const [map] = forward(form, weights({ "embed.weight": [3, 1, 0, 2] }), [0, 1, 0]).attention[0]!;
    for (const [i, weight] of [1, 0, 0, 1 / 2, 1 / 2, 0, 1 / 3, 1 / 3, 1 / 3].entries())
      expect(map![i]).toBeCloseTo(weight, 6);
  });

  it("a later character changes no earlier row", () => {
    const random = new Map(
      weightShapes(form).map(([name, shape], k) => [
        name,
        Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => Math.sin(5 * i + k)),
      ]),
    );
    const [one, other] = [forward(form, random, [0, 1, 0]), forward(form, random, [0, 1, 1])];
    expect([...one.logits.slice(0, 4)]).toEqual([...other.logits.slice(0, 4)]);
    expect([...one.logits.slice(4)]).not.toEqual([...other.logits.slice(4)]);
  });

  it("counts the inner numbers above 0", () => {
    const pass = forward(
      form,
      weights({ "embed.weight": [3, 1, 0, 0], "layers.0.linear1.bias": [1, 2, -1] }),
      [0],
    );
    expect([...pass.active[0]!]).toEqual([2]);
  });

  it("no tokens, too many and unknown ones are refused", () => {
    expect(() => forward(form, weights({}), [])).toThrow("forward: 0 tokens, 1 to 3 are needed");
    expect(() => forward(form, weights({}), [0, 0, 0, 0])).toThrow("forward: 4 tokens, 1 to 3 are needed");
    expect(() => forward(form, weights({}), [2])).toThrow("forward: token 2, 0 to 1 is needed");
  });
});
