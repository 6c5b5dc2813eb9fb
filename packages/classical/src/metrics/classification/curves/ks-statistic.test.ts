import { describe, expect, it } from "vitest";
import { ksStatistic } from "./ks-statistic.ts";

describe("ksStatistic", () => {
  it("is the greatest distance of the shares above a score: at 3, two of three positives and no negative", () => {
    expect(ksStatistic([1, 1, 0, 1, 0, 0], [4, 3, 2.5, 2, 1, 0])).toEqual({ statistic: 2 / 3, threshold: 3 });
  });

  it("is 1 for classes apart, whichever is higher, and 0 for one score", () => {
    expect(ksStatistic([0, 0, 1], [1, 2, 3]).statistic).toBe(1);
    expect(ksStatistic([1, 1, 0], [1, 2, 3]).statistic).toBe(1);
    expect(ksStatistic([1, 0], [2, 2]).statistic).toBe(0);
  });

  it("refuses one class", () => {
    expect(() => ksStatistic([1, 1], [1, 2])).toThrow("ksStatistic: yTrue has no negative samples");
  });
});
