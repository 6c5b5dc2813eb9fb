import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { derive, type Grammar, grammarFigures } from "./grammar.ts";

/** Heads: "a" or "bb". Tails: "c". */
const coin: Grammar = { coin: ["<heads>", "c"], heads: ["a", "bb"] };

describe("a grammar", () => {
  it("of a coin whose heads have two names has log 2 + ½ log 2 nats and 1¼ characters", () => {
    const { nats, characters } = grammarFigures(coin, "coin");
    expect(nats).toBeCloseTo(1.5 * Math.log(2), 12);
    expect(characters).toBeCloseTo(0.5 * 1.5 + 0.5, 12);
  });

  it("derives texts with their own surprise: log 4 for a and bb, log 2 for c", () => {
    const texts = Array.from({ length: 60 }, (_, i) => derive(coin, "coin", new Philox(i)));
    expect(new Set(texts.map(({ text }) => text))).toEqual(new Set(["a", "bb", "c"]));
    for (const { text, nats } of texts) expect(nats).toBeCloseTo(Math.log(text === "c" ? 2 : 4), 12);
  });

  it("refuses a symbol that it does not have", () => {
    expect(() => derive({ a: ["<b>"] }, "a", new Philox(0))).toThrow(/expand <b>, one of a/);
  });
});
