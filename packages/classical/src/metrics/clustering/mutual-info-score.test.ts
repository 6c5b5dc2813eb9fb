import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { contingencyOf } from "./contingency-matrix.ts";
import { expectedMutualInformation } from "./expected-mutual-information.ts";
import {
  adjustedMutualInfoScore,
  mutualInformation,
  mutualInfoScore,
  normalizedMutualInfoScore,
} from "./mutual-info-score.ts";

describe("mutual information", () => {
  it("of the same two halves is ln 2, of crossed ones 0", () => {
    expect(mutualInfoScore([0, 0, 1, 1], [1, 1, 0, 0])).toBeCloseTo(Math.LN2, 15);
    expect(mutualInfoScore([0, 0, 1, 1], [0, 1, 0, 1])).toBe(0);
    expect(normalizedMutualInfoScore([0, 0, 1, 1], ["a", "a", "b", "b"])).toBeCloseTo(1, 15);
    expect(adjustedMutualInfoScore([0, 0, 1, 1], ["a", "a", "b", "b"])).toBeCloseTo(1, 15);
  });

  it("its expectation is the mean over all orders of the clusters", () => {
    const [y, found] = [
      [0, 0, 0, 1, 1],
      [0, 0, 1, 1, 2],
    ];
    const all = permutations(found).map((order) => mutualInformation(contingencyOf("f", y, order)));
    const mean = all.reduce((sum, mi) => sum + mi, 0) / all.length;
    expect(expectedMutualInformation(contingencyOf("f", y, found))).toBeCloseTo(mean, 14);
  });

  it("adjusted is near 0 for clusters at random, where normalised is not", () => {
    const rng = new Philox(2);
    const draw = () => Array.from({ length: 500 }, () => rng.integer(40));
    const [y, found] = [draw(), draw()];
    expect(Math.abs(adjustedMutualInfoScore(y, found))).toBeLessThan(0.03);
    expect(normalizedMutualInfoScore(y, found)).toBeGreaterThan(0.3);
  });

  it("of 100,000 samples in 10,000 clusters takes no table of 10⁸ cells", () => {
    const rng = new Philox(3);
    const y = Int32Array.from({ length: 100_000 }, () => rng.integer(10_000));
    expect(adjustedMutualInfoScore(y, y)).toBeCloseTo(1, 9);
  });

  it("refuses averages that there are not", () => {
    expect(() => adjustedMutualInfoScore([0, 1], [0, 1], { averageMethod: "mean" as "min" })).toThrow(
      'adjustedMutualInfoScore: averageMethod "mean"',
    );
  });
});

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first, i) => permutations(items.toSpliced(i, 1)).map((rest) => [first, ...rest]));
}
