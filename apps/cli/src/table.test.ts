import { describe, expect, it } from "vitest";
import { sparkline } from "./sparkline.ts";
import { table } from "./table.ts";

describe("table", () => {
  it("pads columns to equal width and leaves no space at the ends", () => {
    expect(
      table([
        ["a", "bb"],
        ["ccc", "d"],
      ]),
    ).toBe("a    bb\nccc  d");
    expect(table([])).toBe("");
  });
});

describe("sparkline", () => {
  it("goes from the lowest to the highest block", () =>
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7])).toBe("▁▂▃▄▅▆▇█"));
  it("averages where there are more values than places", () => expect(sparkline([0, 0, 1, 1], 2)).toBe("▁█"));
  it("leaves a gap for what is not finite, and a flat line in the middle", () => {
    expect(sparkline([1, Number.NaN, 1])).toBe("▄ ▄");
    expect(sparkline([])).toBe("");
  });
});
