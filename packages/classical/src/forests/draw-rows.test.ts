import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { drawCounts, drawRows, sizeOf } from "./draw-rows.ts";

describe("drawCounts", () => {
  it("draws as many as asked, about 1 − 1/e of the rows at least once", () => {
    const counts = drawCounts(new Philox(0), { rows: 10_000, size: 10_000 });
    expect(counts.reduce((a, b) => a + b)).toBe(10_000);
    const share = counts.filter((n) => n > 0).length / 10_000;
    // Standard deviation √((1/e)(1 − 2/e)/N) = 0.0031; four of them.
    expect(Math.abs(share - (1 - 1 / Math.E))).toBeLessThan(0.0125);
  });

  it("draws in proportion to weights, and never a row of weight 0", () => {
    const weight = Float64Array.of(0, 1, 2, 0, 5);
    const counts = drawCounts(new Philox(1), { rows: 5, size: 8000, weight });
    expect([counts[0], counts[3]]).toEqual([0, 0]);
    for (const i of [1, 2, 4]) {
      const p = weight[i]! / 8;
      expect(Math.abs(counts[i]! - 8000 * p)).toBeLessThan(4 * Math.sqrt(8000 * p * (1 - p)));
    }
  });
});

describe("drawRows", () => {
  it("draws each row at most once, upwards", () => {
    const rows = drawRows(new Philox(2), { rows: 50, size: 20 });
    expect(new Set(rows).size).toBe(20);
    expect(Array.from(rows)).toEqual(Array.from(rows).sort((a, b) => a - b));
  });

  it("with weights draws one row in proportion to them", () => {
    const weight = Float64Array.of(1, 3, 0);
    let heavy = 0;
    for (let seed = 0; seed < 2000; seed++)
      heavy += Number(drawRows(new Philox(seed), { rows: 3, size: 1, weight })[0] === 1);
    expect(Math.abs(heavy / 2000 - 0.75)).toBeLessThan(4 * Math.sqrt((0.75 * 0.25) / 2000));
    expect(Array.from(drawRows(new Philox(0), { rows: 3, size: 3, weight }))).toEqual([0, 1]);
  });
});

describe("sizeOf", () => {
  it("null is all, below 1 a share rounded down, else a number", () => {
    expect([sizeOf(null, 9), sizeOf(0.5, 9), sizeOf(0.01, 9), sizeOf(4, 9)]).toEqual([9, 4, 1, 4]);
  });
});
