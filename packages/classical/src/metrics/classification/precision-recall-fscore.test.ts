import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  f1Score,
  fbetaScore,
  precisionRecallFscoreSupport,
  precisionScore,
  recallScore,
} from "./precision-recall-fscore.ts";

// 3 true positives, 1 false positive, 2 false negatives, 2 true negatives.
const y = [1, 1, 1, 1, 1, 0, 0, 0];
const found = [1, 1, 1, 0, 0, 1, 0, 0];

let warnings: string[] = [];
beforeEach(() => {
  warnings = [];
  vi.spyOn(console, "warn").mockImplementation((text: string) => {
    warnings.push(text);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("precision, recall and F", () => {
  it("by hand: 3 of 4 found are right, 3 of 5 are found", () => {
    expect(precisionScore(y, found)).toBe(3 / 4);
    expect(recallScore(y, found)).toBe(3 / 5);
    expect(f1Score(y, found)).toBe(6 / 9);
    expect(fbetaScore(y, found, { beta: 2 })).toBe(15 / 24);
    expect(precisionScore(y, found, { posLabel: 0 })).toBe(2 / 4);
    expect(warnings).toEqual([]);
  });

  it("macro is the mean over classes, micro the score of all counts, null each class", () => {
    expect(recallScore(y, found, { average: null })).toEqual(Float64Array.of(2 / 3, 3 / 5));
    expect(recallScore(y, found, { average: "macro" })).toBeCloseTo((2 / 3 + 3 / 5) / 2, 15);
    expect(recallScore(y, found, { average: "micro" })).toBe(5 / 8);
    expect(recallScore(y, found, { average: "weighted" })).toBe(5 / 8);
  });

  it("together, with the number of true samples", () => {
    expect(precisionRecallFscoreSupport(y, found)).toEqual({
      precision: Float64Array.of(0.5, 0.75),
      recall: Float64Array.of(2 / 3, 0.6),
      fscore: Float64Array.of(4 / 7, 6 / 9),
      support: Float64Array.of(3, 5),
    });
    expect(precisionRecallFscoreSupport(y, found, { average: "micro" }).support).toBeNull();
  });

  it("nothing found: 0 with one warning, and zeroDivision silences it", () => {
    expect(precisionScore([0, 1, 1], [0, 0, 0])).toBe(0);
    expect(warnings).toEqual([
      "precisionScore: no predicted samples, precision is undefined for 1; the score is 0 there; zeroDivision (0, 1 or NaN) chooses another and silences this",
    ]);
    expect(precisionScore([0, 1, 1], [0, 0, 0], { zeroDivision: 1 })).toBe(1);
    expect(precisionScore([0, 1, 1], [0, 0, 0], { zeroDivision: Number.NaN })).toBeNaN();
    expect(warnings).toHaveLength(1);
    precisionRecallFscoreSupport([0, 1, 2], [0, 1, 3]);
    expect(warnings).toHaveLength(2);
    expect(warnings[1]).toContain("precision is undefined for 2");
    expect(warnings[1]).toContain("recall is undefined for 3");
    expect(f1Score([0, 1], [0, 0])).toBe(0);
    expect(warnings).toHaveLength(2);
  });

  it("NaN classes are left out of averages", () => {
    const options = { average: "macro", zeroDivision: Number.NaN } as const;
    expect(precisionScore([0, 1, 1, 2], [0, 1, 1, 1], options)).toBeCloseTo((1 + 2 / 3) / 2, 15);
  });

  it("refuses binary of three classes, texts without posLabel, and unknown averages", () => {
    expect(() => f1Score([0, 1, 2], [0, 1, 1])).toThrow(
      'f1Score: 3 classes [0, 1, 2] and average "binary", average "micro", "macro", "weighted" or null is needed',
    );
    expect(() => f1Score(["n", "y"], ["n", "n"])).toThrow("give posLabel");
    expect(() => f1Score([0, 1], [0, 1], { average: "mean" as "macro" })).toThrow('f1Score: average "mean"');
    expect(() => f1Score([0, 1], [0, 1], { zeroDivision: 2 })).toThrow(
      "f1Score: zeroDivision 2, 0, 1 or NaN is needed",
    );
    expect(() => fbetaScore([0, 1], [0, 1], { beta: -1 })).toThrow("fbetaScore: beta -1");
    expect(() => f1Score([0, 1], [0, 1], { average: "samples" })).toThrow("f1Score: one label a sample");
  });
});
