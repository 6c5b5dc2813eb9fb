import { afterEach, describe, expect, it, vi } from "vitest";
import { topKAccuracyScore } from "./top-k-accuracy-score.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const scores = [
  [0.5, 0.2, 0.3],
  [0.4, 0.35, 0.25],
  [0.1, 0.6, 0.3],
];

describe("topKAccuracyScore", () => {
  it("counts the samples whose class is among the k highest", () => {
    expect(topKAccuracyScore([0, 1, 2], scores, { k: 1 })).toBeCloseTo(1 / 3, 15);
    expect(topKAccuracyScore([0, 1, 2], scores, { k: 2 })).toBe(1);
    expect(topKAccuracyScore([2, 2, 0], scores, { k: 2, normalize: false, labels: [0, 1, 2] })).toBe(1);
  });

  it("of equal scores the later column comes first", () => {
    expect(
      topKAccuracyScore(
        ["a", "b", "c"],
        [
          [1, 1, 0],
          [1, 1, 0],
          [0, 0, 1],
        ],
        { k: 1 },
      ),
    ).toBeCloseTo(2 / 3, 15);
  });

  it("warns where k is all classes, refuses k = 0", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(topKAccuracyScore([0, 1, 2], scores, { k: 3 })).toBe(1);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(() => topKAccuracyScore([0, 1, 2], scores, { k: 0 })).toThrow("topKAccuracyScore: k 0");
  });
});
