import { describe, expect, it } from "vitest";
import { durationText, metricText, timeText } from "./format.ts";

describe("figures of runs", () => {
  it("four digits, powers of ten for the very small and large, names for what is no number", () => {
    expect(
      [0.123456, 0, 1e-5, -1e-5, 1234567, -2, "NaN", "-Infinity"].map((v) => metricText(v as number)),
    ).toEqual(["0.1235", "0", "1.00e−5", "−1.00e−5", "1.23e+6", "−2", "NaN", "−Infinity"]);
  });

  it("a duration has a unit, and none is negative", () => {
    expect([-5, 49, 50, 9400, 100_000, 600_000, 9_000_000].map(durationText)).toEqual([
      "under 0.1 s",
      "under 0.1 s",
      "0.1 s",
      "9.4 s",
      "100 s",
      "10 min",
      "2.5 h",
    ]);
  });

  it("says the day only of another day, and the year only of another year", () => {
    const now = new Date(2026, 10, 30, 15, 0).getTime();
    expect(timeText(new Date(2026, 10, 30, 14, 3).getTime(), now)).toBe("today 14:03");
    expect(timeText(new Date(2026, 10, 3, 14, 3).getTime(), now)).toBe("3 Nov 14:03");
    expect(timeText(new Date(2025, 10, 3, 14, 3).getTime(), now)).toBe("3 Nov 2025 14:03");
  });
});
