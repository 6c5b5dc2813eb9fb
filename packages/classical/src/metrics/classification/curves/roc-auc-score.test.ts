import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rocAucScore } from "./roc-auc-score.ts";

describe("rocAucScore", () => {
  it("three of four pairs are in order: 3/4", () => {
    expect(rocAucScore([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBe(0.75);
    expect(rocAucScore(["no", "no", "yes", "yes"], [0.1, 0.4, 0.35, 0.8])).toBe(0.75);
  });

  it("is the probability of Mann and Whitney that a positive scores above a negative, ties half", () => {
    const sample = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 6 })), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(sample, (drawn) => {
        const [y, scores] = [drawn.map(([positive]) => positive), drawn.map(([, score]) => score)];
        const positives = scores.filter((_, i) => y[i]);
        const negatives = scores.filter((_, i) => !y[i]);
        fc.pre(positives.length > 0 && negatives.length > 0);
        let above = 0;
        for (const p of positives) for (const q of negatives) above += p > q ? 1 : p === q ? 0.5 : 0;
        expect(rocAucScore(y, scores)).toBe(above / (positives.length * negatives.length));
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it("does not change with what keeps the order, and turns over with the sign", () => {
    const [y, scores] = [
      [0, 1, 1, 0, 1, 0, 1],
      [0.3, 0.9, 0.3, -1, 2, 1.5, 0.8],
    ];
    const auc = rocAucScore(y, scores);
    expect(
      rocAucScore(
        y,
        scores.map((s) => Math.exp(3 * s)),
      ),
    ).toBe(auc);
    expect(
      rocAucScore(
        y,
        scores.map((s) => -s),
      ),
    ).toBeCloseTo(1 - auc, 15);
  });

  it("up to maxFpr is 1 for the best and ½ for chance", () => {
    expect(rocAucScore([0, 0, 1, 1], [1, 2, 3, 4], { maxFpr: 0.2 })).toBe(1);
    expect(rocAucScore([0, 1], [1, 1], { maxFpr: 0.2 })).toBeCloseTo(0.5, 15);
  });

  it("of three classes one against the rest, or pair by pair", () => {
    const P = [
      [0.8, 0.1, 0.1],
      [0.2, 0.6, 0.2],
      [0.1, 0.2, 0.7],
      [0.3, 0.4, 0.3],
    ];
    expect(rocAucScore([0, 1, 2, 0], P, { multiClass: "ovr", average: null })).toEqual(
      Float64Array.of(1, 1, 1),
    );
    expect(rocAucScore([0, 1, 2, 1], P, { multiClass: "ovo" })).toBe(1);
    expect(rocAucScore(["x", "y", "z", "z"], P, { multiClass: "ovr" })).toBeCloseTo((1 + 1 + 1) / 3, 15);
  });

  it("refuses one class, scores of three without a choice, rows that do not sum to 1, and labels of no column", () => {
    const P = [
      [0.8, 0.1, 0.1],
      [0.2, 0.6, 0.2],
      [0.1, 0.2, 0.7],
    ];
    expect(() => rocAucScore([1, 1], [0, 1])).toThrow(
      "rocAucScore: yTrue has the class [1] alone, two are needed",
    );
    expect(() => rocAucScore([0, 1, 2], [0, 1, 2])).toThrow("3 classes [0, 1, 2] and one score a sample");
    expect(() => rocAucScore([0, 1, 2], P)).toThrow(
      '3 classes and multiClass "raise", "ovr" or "ovo" is needed',
    );
    expect(() =>
      rocAucScore(
        [0, 1, 2],
        [
          [1, 2, 3],
          [1, 2, 3],
          [1, 2, 3],
        ],
        { multiClass: "ovr" },
      ),
    ).toThrow(/probability from 0 to 1/);
    expect(() => rocAucScore([0, 1, 1], P, { multiClass: "ovr" })).toThrow(
      "3 columns of scores, 2 classes [0, 1]; give labels",
    );
    expect(() =>
      rocAucScore(
        [0, 1],
        [
          [0.5, 0.5],
          [0.5, 0.5],
        ],
      ),
    ).toThrow("one score a sample is needed, that of [1]");
    expect(() => rocAucScore([0, 1], [0, 1], { maxFpr: 0 })).toThrow("rocAucScore: maxFpr 0");
    expect(() =>
      rocAucScore(
        [
          [0, 1],
          [0, 0],
        ],
        [
          [1, 2],
          [3, 4],
        ],
      ),
    ).toThrow("rocAucScore: column 0: yTrue has no positive samples");
    expect(() => rocAucScore([0, 1, 2], P, { multiClass: "ovo", sampleWeight: [1, 1, 1] })).toThrow(
      'multiClass "ovo" and sampleWeight, "ovr" is needed',
    );
  });
});
