import { describe, expect, it } from "vitest";
import type { Point } from "../metrics.ts";
import { seedBand } from "./seed-band.ts";

const seed = (values: Record<number, number | "NaN">): Point[] =>
  Object.entries(values).map(([step, value]) => ({ step: Number(step), value, at: 0, attempt: 1 }));

describe("a band over seeds", () => {
  it("is the mean with t · s/√n at the steps that all have", () => {
    const band = seedBand([seed({ 1: 1, 2: 5 }), seed({ 1: 2, 2: 5 }), seed({ 1: 3, 2: 5, 3: 9 })])!;
    expect([band.steps, band.mean, band.isInterpolated]).toEqual([[1, 2], [2, 5], false]);
    // 4.303 · 1/√3
    expect(band.high[0]! - band.mean[0]!).toBeCloseTo(4.303 / Math.sqrt(3), 9);
    expect([band.low[1], band.high[1]]).toEqual([5, 5]);
  });

  it("takes straight lines between points where seeds hardly share a step", () => {
    const band = seedBand([seed({ 0: 0, 10: 10, 20: 0 }), seed({ 5: 1, 15: 1, 25: 1 })])!;
    expect(band.isInterpolated).toBe(true);
    expect(band.steps).toEqual([5, 10, 15, 20]);
    expect(band.mean).toEqual([3, 5.5, 3, 0.5]);
  });

  it("has a gap where a seed is NaN, and is none of one seed or of seeds that never overlap", () => {
    expect(seedBand([seed({ 1: "NaN", 2: 1 }), seed({ 1: 2, 2: 1 })])!.mean).toEqual([Number.NaN, 1]);
    expect(seedBand([seed({ 1: 1 }), []])).toBeUndefined();
    expect(seedBand([seed({ 1: 1, 2: 2 }), seed({ 5: 1, 6: 2 })])).toBeUndefined();
  });
});
