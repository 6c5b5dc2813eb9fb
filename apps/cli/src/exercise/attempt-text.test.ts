import { close } from "@blankfile/curriculum/check";
import { describe, expect, it } from "vitest";
import { resultText } from "./attempt-text.ts";

const failed = (given: unknown, expected: Parameters<typeof close>[1]) =>
  resultText({ ...close(given, expected), name: "by hand", elapsedMs: 1 });

describe("a failed check in the terminal", () => {
  it("draws which numbers of a matrix differ, and sets the first of them side by side", () => {
    const given = [
      [1, 2.5, 3],
      [4, 5, 5],
      [7, 8, Number.NaN],
    ];
    const expected = [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ];
    expect(failed(given, expected)).toContain(
      [
        "    differ     3 of 9 numbers",
        "               ·+·",
        "               ··−",
        "               ··?",
        "               (· agrees, + too large, − too small, ? no number)",
        "               at      given  expected  difference",
        "               [0][1]  2.5    2         0.5",
        "               [1][2]  5      6         1",
        "               [2][2]  NaN    9         NaN",
      ].join("\n"),
    );
  });

  it("names six of many, and how many are left", () => {
    const text = failed(new Float64Array(20), new Float64Array(20).fill(1));
    expect(text).toContain("20 of 20 numbers\n               −−−−−−−−−−−−−−−−−−−−\n");
    expect(text).toMatch(/\[5\] +0 +1 +1\n +and 14 more$/);
    expect(text).not.toContain("[6]");
  });

  it("draws nothing too large for a terminal", () => {
    const text = failed(new Float64Array(100), new Float64Array(100).fill(1));
    expect(text).not.toContain("−−");
    expect(text).toContain("100 of 100 numbers");
    expect(failed(new Float64Array(700), new Float64Array(700).fill(1))).toMatch(/differ +at +given/);
  });

  it("repeats nothing of what three numbers, or one that differs, say already", () => {
    expect(failed([1, 2, 3], [3, 2, 1])).not.toContain("differ  ");
    expect(failed([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 7])).not.toContain("differ  ");
    expect(failed(1, 2)).toBe("✕ by hand\n    given      1\n    expected   2\n    difference 1");
  });
});
