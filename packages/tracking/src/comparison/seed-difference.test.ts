import { describe, expect, it } from "vitest";
import type { ComparedFigure } from "./figure.ts";
import { isClear, seedDifference } from "./seed-difference.ts";

function figure(values: number[], from = 0): ComparedFigure {
  return { values: values.map((value, i) => ({ seed: from + i, value })), mean: 0, leftOut: 0 };
}
const a = figure([0.912, 0.905, 0.921, 0.917]);

describe("the difference from a baseline", () => {
  it("is paired by seed where both have the same: 3, 5, 7 above 1, 2, 3 is 3 ± 4.303/√3", () => {
    const found = seedDifference(figure([3, 5, 7]), figure([1, 2, 3]));
    expect(found).toMatchObject({ difference: 3, by: "paired", degrees: 2 });
    expect(found.half).toBeCloseTo(4.302652729749 / Math.sqrt(3), 10);
    expect(isClear(found)).toBe(true);
  });

  it("paired, is the interval of SciPy's ttest_rel", () => {
    // scipy.stats.ttest_rel([.912, .905, .921, .917], [.894, .901, .899, .908]).confidence_interval(0.95), SciPy 1.17.1
    const found = seedDifference(a, figure([0.894, 0.901, 0.899, 0.908]));
    expect(found.difference).toBeCloseTo(0.013250000000000012, 14);
    expect(found.half).toBeCloseTo(0.013081299628156622, 12);
  });

  it("of other seeds, is the interval of SciPy's ttest_ind without equal variances", () => {
    // scipy.stats.ttest_ind([.912, .905, .921, .917], [.894, .901, .88], equal_var=False).confidence_interval(0.95)
    const found = seedDifference(a, figure([0.894, 0.901, 0.88], 10));
    expect(found.by).toBe("Welch");
    expect(found.degrees).toBeCloseTo(3.233383456396209, 10);
    expect(found.difference).toBeCloseTo(0.022083333333333455, 14);
    expect(found.half).toBeCloseTo(0.021613240892808167, 12);
  });

  it("turns its sign with its sides, and keeps its interval", () => {
    const b = figure([0.8, 0.9, 0.85], 10);
    const [one, other] = [seedDifference(a, b), seedDifference(b, a)];
    expect(other.difference).toBeCloseTo(-one.difference, 14);
    expect(other.half).toBeCloseTo(one.half!, 14);
  });

  it("of one seed has no interval, so nothing is clear", () => {
    for (const found of [seedDifference(figure([1]), figure([2])), seedDifference(a, figure([1], 10))]) {
      expect(found.half).toBeUndefined();
      expect(isClear(found)).toBeUndefined();
    }
  });

  it("of a run that diverged is NaN and never clear; where nothing varies the interval has no width", () => {
    expect(isClear(seedDifference(figure([1, Number.NaN]), figure([1, 2], 10)))).toBe(false);
    expect(seedDifference(figure([2, 2]), figure([1, 1], 10))).toMatchObject({ difference: 1, half: 0 });
  });
});
