import { describe, expect, it } from "vitest";
import { dayWords, oftenWords, predicateWords, spanWords } from "./words.ts";

describe("words of tracks", () => {
  it("writes spans", () => {
    expect([
      spanWords(1, "week"),
      spanWords([4, 8], "week"),
      spanWords([2, 2], "hour"),
      spanWords(0.5, "week"),
    ]).toEqual(["1 week", "4 to 8 weeks", "2 hours", "0.5 weeks"]);
  });

  it("writes small bounds as powers of ten, others as they are", () => {
    expect(["< 0.00000001", "<= 0.0000000001", ">= 0.98", "< 0.00002", "> -1"].map(predicateWords)).toEqual([
      "< 10⁻⁸",
      "≤ 10⁻¹⁰",
      "≥ 0.98",
      "< 0.00002",
      "> -1",
    ]);
  });

  it("says how often in whole times", () => {
    expect([1, 3, 7, 1.5, 0.5, 0.25].map(oftenWords)).toEqual([
      "once a week",
      "3 times a week",
      "every day",
      "3 times in two weeks",
      "once in two weeks",
      "0.25 times a week",
    ]);
  });

  it("writes days without a shift of the time zone", () => {
    expect(dayWords("2026-11-30")).toBe("30 Nov 2026");
  });
});
