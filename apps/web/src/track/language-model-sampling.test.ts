import { describe, expect, it } from "vitest";
import { drawToken, nextProbabilities } from "./language-model-sampling.ts";

const logits = [0, Math.log(2), Math.log(5)];

describe("nextProbabilities", () => {
  it("temperature 1 is the softmax: 1 : 2 : 5", () => {
    const p = nextProbabilities(logits, { temperature: 1, topK: 3 });
    for (const [i, share] of [1 / 8, 2 / 8, 5 / 8].entries()) expect(p[i]).toBeCloseTo(share, 12);
  });

  it("temperature ½ squares the ratios, 2 takes their roots", () => {
    const half = nextProbabilities(logits, { temperature: 0.5, topK: 3 });
    expect(half[2]! / half[0]!).toBeCloseTo(25, 9);
    const two = nextProbabilities(logits, { temperature: 2, topK: 3 });
    expect(two[2]! / two[0]!).toBeCloseTo(Math.sqrt(5), 9);
  });

  it("top-k keeps the ratio of the k largest and nothing else; of equal ones the first", () => {
    const p = nextProbabilities(logits, { temperature: 1, topK: 2 });
    expect(p[0]).toBe(0);
    expect(p[2]).toBeCloseTo(5 / 7, 12);
    expect([...nextProbabilities([1, 1, 1], { temperature: 1, topK: 1 })]).toEqual([1, 0, 0]);
  });

  it("temperature 0 is all on the largest; large logits do not overflow", () => {
    expect([...nextProbabilities(logits, { temperature: 0, topK: 3 })]).toEqual([0, 0, 1]);
    expect(nextProbabilities([1000, 1000], { temperature: 1, topK: 2 })[0]).toBe(0.5);
  });

  it("refuses what is no temperature and no count", () => {
    expect(() => nextProbabilities(logits, { temperature: -1, topK: 1 })).toThrow(
      "temperature -1, a number from 0",
    );
    expect(() => nextProbabilities(logits, { temperature: 1, topK: 0 })).toThrow(
      "topK 0, a whole number from 1",
    );
  });
});

describe("drawToken", () => {
  it("the same seed and number of the draw give the same token; all of 1 gives that one", () => {
    const p = nextProbabilities(logits, { temperature: 1, topK: 3 });
    const drawn = (seed: number) => Array.from({ length: 30 }, (_, draw) => drawToken(p, seed, draw));
    expect(drawn(3)).toEqual(drawn(3));
    expect(drawn(3)).not.toEqual(drawn(4));
    expect(drawToken([0, 1, 0], 1, 5)).toBe(1);
  });

  it("of 4,000 draws each token gets its share within four standard deviations", () => {
    const p = nextProbabilities(logits, { temperature: 1, topK: 3 });
    const counts = [0, 0, 0];
    for (let seed = 0; seed < 4000; seed++) counts[drawToken(p, seed, 0)]! += 1;
    for (const [i, count] of counts.entries())
      expect(Math.abs(count - 4000 * p[i]!)).toBeLessThan(4 * Math.sqrt(4000 * p[i]! * (1 - p[i]!)));
  });
});
