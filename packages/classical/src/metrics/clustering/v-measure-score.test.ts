import { describe, expect, it } from "vitest";
import { normalizedMutualInfoScore } from "./mutual-info-score.ts";
import {
  completenessScore,
  homogeneityCompletenessVMeasure,
  homogeneityScore,
  vMeasureScore,
} from "./v-measure-score.ts";

describe("vMeasureScore", () => {
  it("classes that are split are homogeneous, half complete", () => {
    const [y, found] = [
      [0, 0, 1, 1],
      [0, 1, 2, 3],
    ];
    expect(homogeneityScore(y, found)).toBeCloseTo(1, 15);
    expect(completenessScore(y, found)).toBeCloseTo(0.5, 15);
    expect(vMeasureScore(y, found)).toBeCloseTo(2 / 3, 15);
    expect(vMeasureScore(y, found, { beta: 2 })).toBeCloseTo((3 * 0.5) / (2 + 0.5), 15);
  });

  it("is the normalised mutual information, and exchanging both exchanges the parts", () => {
    const [y, found] = [
      [0, 0, 1, 1, 2, 2, 2],
      [0, 1, 1, 1, 2, 0, 2],
    ];
    expect(vMeasureScore(y, found)).toBeCloseTo(normalizedMutualInfoScore(y, found), 14);
    const [one, other] = [
      homogeneityCompletenessVMeasure(y, found),
      homogeneityCompletenessVMeasure(found, y),
    ];
    expect(one.homogeneity).toBeCloseTo(other.completeness, 14);
    expect(() => vMeasureScore(y, found, { beta: -1 })).toThrow("vMeasureScore: beta -1");
  });
});
