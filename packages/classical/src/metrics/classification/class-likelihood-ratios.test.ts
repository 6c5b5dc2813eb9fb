import { afterEach, describe, expect, it, vi } from "vitest";
import { classLikelihoodRatios } from "./class-likelihood-ratios.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("classLikelihoodRatios", () => {
  it("sensitivity 3/4 and specificity 1/2: 3/2 and 1/2", () => {
    expect(classLikelihoodRatios([1, 1, 1, 1, 0, 0], [1, 1, 1, 0, 1, 0])).toEqual({
      positive: 1.5,
      negative: 0.5,
    });
  });

  it("without false positives LR+ is NaN with one warning, or what is given", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(classLikelihoodRatios([1, 1, 0], [1, 0, 0]).positive).toBeNaN();
    expect(warn).toHaveBeenCalledTimes(1);
    expect(classLikelihoodRatios([1, 1, 0], [1, 0, 0], { replaceUndefinedBy: 1 })).toEqual({
      positive: 1,
      negative: 0.5,
    });
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it("refuses three classes and replacements out of range", () => {
    expect(() => classLikelihoodRatios([0, 1, 2], [0, 1, 2])).toThrow("classes [0, 1, 2], two are needed");
    expect(() =>
      classLikelihoodRatios([0, 1], [0, 1], { replaceUndefinedBy: { positive: 0, negative: 0 } }),
    ).toThrow("replaceUndefinedBy 0 and 0");
  });
});
