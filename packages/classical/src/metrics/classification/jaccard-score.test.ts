import { afterEach, describe, expect, it, vi } from "vitest";
import { jaccardScore } from "./jaccard-score.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("jaccardScore", () => {
  it("two in both of four in either is 1/2", () => {
    expect(jaccardScore([1, 1, 1, 0, 0], [1, 1, 0, 1, 0])).toBe(0.5);
    expect(jaccardScore([1, 1, 1, 0, 0], [1, 1, 0, 1, 0], { average: null })).toEqual(
      Float64Array.of(1 / 3, 0.5),
    );
  });

  it("0/0 is 0 with a warning", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(jaccardScore([0, 0], [0, 0])).toBe(0);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(jaccardScore([0, 0], [0, 0], { zeroDivision: 1 })).toBe(1);
    expect(warn).toHaveBeenCalledTimes(1);
  });
});
