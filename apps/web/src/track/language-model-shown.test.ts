import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ModelFacts } from "./language-model-facts.ts";
import { languageModelParts, partIds } from "./language-model-parts.ts";
import { largest, letterOf, letterWords, readLine, show } from "./language-model-shown.ts";
import { unpackWeights } from "./language-model-weights.ts";

const small = { letters: "\n ab", block: 4, channels: 4, heads: 2, layers: 2 };

describe("readLine", () => {
  it("puts a line's end first and small letters behind it", () => {
    expect(readLine(small, "A b")).toEqual({ ids: [0, 2, 1, 3], unknown: [], unread: 0 });
    expect(readLine(small, "")).toEqual({ ids: [0], unknown: [], unread: 0 });
  });

  it("reads the last of a long line, and says how much it did not", () => {
    expect(readLine(small, "aaabb↵")).toEqual({ ids: [2, 3, 3, 0], unknown: [], unread: 3 });
  });

  it("leaves out and names what the model does not know, an emoji as one", () => {
    expect(readLine(small, "a🙂éa🙂")).toEqual({ ids: [0, 2, 2], unknown: ["🙂", "é"], unread: 0 });
  });
});

describe("the committed model", () => {
  const at = (name: string) => readFileSync(new URL(name, import.meta.url));
  const { form }: ModelFacts = JSON.parse(at("language-model-facts.json").toString());
  const weights = unpackWeights(form, at("language-model.bin"));

  it("shows a place, a head and the next character of a line", () => {
    const { ids } = readLine(form, "the gradien");
    const shown = show(form, weights, ids, { layer: 1, head: 2, place: 3 });
    expect(shown.place).toBe(3);
    expect(shown.sum.every((value, i) => Math.abs(value - shown.token[i]! - shown.position[i]!) < 1e-3)).toBe(
      true,
    );
    for (let t = 0; t < ids.length; t++)
      expect(shown.map.slice(t * ids.length, (t + 1) * ids.length).reduce((a, b) => a + b)).toBeCloseTo(1, 2);
    expect(shown.lengths.length).toBe(form.layers + 1);
    expect(letterOf(form, largest(shown.logits, 1)[0]!)).toBe("t");
    expect(show(form, weights, ids, { layer: 0, head: 0, place: 99 }).place).toBe(ids.length - 1);
  });

  it("has a word for each character that a screen reader would pass over", () => {
    for (const [id, letter] of [...form.letters].entries())
      if (!/[a-z0-9]/.test(letter)) expect(letterWords(form, id)).toMatch(/^[a-z ]{3,}$/);
  });

  it("has one part for each box of the picture, in its order", () => {
    expect(languageModelParts(form).map(({ id }) => id)).toEqual([...partIds]);
  });
});
