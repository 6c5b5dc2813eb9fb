import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { characterCorpus, randomWindows, windowsAt } from "./corpus.ts";

describe("characterCorpus", () => {
  it("keeps the first nine tenths for training", () => {
    const { vocabulary, train, val } = characterCorpus("abcabcabca");
    expect([vocabulary.size, train.length, [...val]]).toEqual([3, 9, [0]]);
  });
});

describe("windows", () => {
  it("have as target the token that follows", () => {
    const { x, y } = windowsAt(Int32Array.of(5, 6, 7, 8), [0, 1], 2);
    expect(x.toArray()).toEqual([
      [5, 6],
      [6, 7],
    ]);
    expect(y.toArray()).toEqual([
      [6, 7],
      [7, 8],
    ]);
  });

  it("from random places reach the last token and no further, the same for the same seed", () => {
    const ids = Int32Array.of(0, 1, 2, 3);
    const draw = (seed: number) => randomWindows(ids, { batchSize: 40, blockSize: 2, rng: new Philox(seed) });
    expect(draw(1).x.toArray()).toEqual(draw(1).x.toArray());
    expect(new Set(draw(1).x.data)).toEqual(new Set([0, 1, 2]));
    expect(Math.max(...draw(1).y.data)).toBe(3);
  });

  it("refuse a text that is too short, and a start behind the last", () => {
    const rng = new Philox(0);
    expect(() => randomWindows(Int32Array.of(1, 2), { batchSize: 1, blockSize: 2, rng })).toThrow(
      /blockSize 2 on 2 tokens, from 1 to 1/,
    );
    expect(() => windowsAt(Int32Array.of(1, 2), [1], 1)).toThrow(/start 1 at 0.*0 to 0/);
  });
});
