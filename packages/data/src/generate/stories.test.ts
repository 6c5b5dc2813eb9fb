import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { stories, storyFigures, storyGrammar } from "./stories.ts";

/** All texts of a symbol, through all derivations. */
function all(symbol: string): string[] {
  return storyGrammar[symbol]!.flatMap((way) =>
    way
      .split(/(<[^>]+>)/)
      .map((piece) => (piece.startsWith("<") ? all(piece.slice(1, -1)) : [piece]))
      .reduce((starts, ends) => starts.flatMap((start) => ends.map((end) => start + end))),
  );
}

describe("stories", () => {
  it("agree in number and in pronoun, and end with the animal that they began with", () => {
    const one =
      /^Once there was an? (\w+) (\w+) named \w+\. (He|She) lived [^.]+\. One day (he|she) [^.]+ was very \w+\. The (\w+) [^.]+\.$/;
    const many =
      /^Once there were (\w+) \w+ (\w+)\. They lived [^.]+\. One day they [^.]+ were very \w+\. The (\w+) [^.]+\.$/;
    for (const { text } of stories(300, { rng: new Philox(1) })) {
      const single = one.exec(text);
      const several = many.exec(text);
      expect(single !== null || several !== null, text).toBe(true);
      if (single) expect([single[3]!.toLowerCase(), single[2]]).toEqual([single[4], single[5]]);
      if (several) expect(several[2]).toBe(several[3]);
      expect(text).not.toMatch(/\ba [aeiou]|\ban [^aeiouh]/);
    }
  });

  it("have one derivation each, so that their entropy is the grammar's", () => {
    const chosen = Object.keys(storyGrammar).filter(
      (symbol) => symbol !== "story" && !/^(he|she|they) /.test(symbol),
    );
    expect(chosen.length).toBe(10);
    for (const symbol of chosen) expect(new Set(all(symbol)).size, symbol).toBe(all(symbol).length);
    // No two choices of a symbol begin alike up to a full stop or "and", so that sentences tell their choices.
    const sentences = new Set(
      all("thing").flatMap((t) =>
        all("verb").flatMap((v) => all("feeling").map((f) => `${v} ${t} and was very ${f}.`)),
      ),
    );
    expect(sentences.size).toBe(7 * 5 * 5);
    const first = (key: string) => all(key.startsWith("they") ? "number" : "a quality");
    expect(first("they fox").some((text) => first("he fox").includes(text))).toBe(false);
  });

  it("hold 12 nats and some: the mean surprise of many comes near, and so does their length", () => {
    const { nats, characters } = storyFigures();
    // By hand: a hero of 18; a quality of 7, a name of 4 or a number of 3; place 5, thing 7, feeling 5, verb 5, end 5.
    const byHand =
      Math.log(18) + Math.log(7) + (2 * Math.log(4) + Math.log(3)) / 3 + Math.log(7) + 4 * Math.log(5);
    expect(nats).toBeCloseTo(byHand, 12);
    const many = stories(2000, { rng: new Philox(2) });
    const mean = (values: number[]) => values.reduce((a, b) => a + b) / values.length;
    // Surprise differs by log 4 − log 3 at most; lengths have a deviation of about 9 characters.
    expect(Math.abs(mean(many.map((story) => story.nats)) - nats)).toBeLessThan(0.02);
    expect(Math.abs(mean(many.map((story) => story.text.length)) - characters)).toBeLessThan(0.6);
  });

  it("are the same for the same seed, the i-th whatever n is", () => {
    const rng = () => new Philox(3);
    expect(stories(5, { rng: rng() })).toEqual(stories(9, { rng: rng() }).slice(0, 5));
  });
});
