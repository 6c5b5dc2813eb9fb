import { afterEach, describe, expect, it, vi } from "vitest";
import { d2TweedieScore, meanGammaDeviance, meanPoissonDeviance, meanTweedieDeviance } from "./deviance.ts";
import { r2Score } from "./r2-score.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("deviances", () => {
  it("by hand: Poisson 2 (2 ln 2 − 1) and gamma 2 (ln ½ + 1) for y = 2, μ = 1", () => {
    expect(meanPoissonDeviance([2], [1])).toBeCloseTo(2 * (2 * Math.log(2) - 1), 15);
    expect(meanPoissonDeviance([0], [3])).toBe(6);
    expect(meanGammaDeviance([2], [1])).toBeCloseTo(2 * (1 - Math.log(2)), 15);
  });

  it("is continuous in the power, so that 1 and 2 are limits", () => {
    const [y, found] = [
      [0.5, 2, 3],
      [1, 1.5, 4],
    ];
    for (const power of [1, 2]) {
      const near = meanTweedieDeviance(y, found, { power: power + 1e-6 });
      expect(near).toBeCloseTo(meanTweedieDeviance(y, found, { power }), 5);
    }
    expect(meanTweedieDeviance(y, found, { power: -1e-9 })).toBeCloseTo(meanTweedieDeviance(y, found), 6);
  });

  it("gamma's does not change with the unit", () => {
    expect(meanGammaDeviance([200, 10], [100, 20])).toBeCloseTo(meanGammaDeviance([2, 0.1], [1, 0.2]), 14);
  });

  it("D² with power 0 is R²", () => {
    expect(d2TweedieScore([1, 3, 5], [1, 3, 4])).toBe(r2Score([1, 3, 5], [1, 3, 4]));
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(d2TweedieScore([1], [1])).toBeNaN();
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it("refuses what the distribution cannot have", () => {
    expect(() => meanGammaDeviance([1, 0], [1, 1])).toThrow(
      "meanGammaDeviance: yTrue[1] is 0, a number above 0 (power 2) is needed",
    );
    expect(() => meanPoissonDeviance([1], [0])).toThrow(
      "meanPoissonDeviance: yPred[0] is 0, a number above 0 (power 1) is needed",
    );
    expect(() => meanPoissonDeviance([-1], [1])).toThrow("yTrue[0] is -1, a number of at least 0 (power 1)");
    expect(() => meanTweedieDeviance([1], [1], { power: 0.5 })).toThrow(
      "power 0.5, a number up to 0 or from 1 is needed",
    );
    expect(() => d2TweedieScore([1, 2], [1, -2], { power: 1.5 })).toThrow("d2TweedieScore: yPred[1] is -2");
  });
});
