import { describe, expect, it } from "vitest";
import { random } from "./random.ts";

describe("random", () => {
  it("gives the same numbers for the same seed and others for another", () => {
    expect(random(7).normals(5)).toEqual(random(7).normals(5));
    expect(random(7).uniforms(5)).not.toEqual(random(8).uniforms(5));
  });
  it("is uniform in its range: mean and variance of 20,000 draws", () => {
    const draws = random(1).uniforms(20_000, 2, 4);
    const mean = draws.reduce((a, b) => a + b) / draws.length;
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length;
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...draws)).toBeLessThan(4);
    expect(mean).toBeCloseTo(3, 1);
    expect(variance).toBeCloseTo(4 / 12, 1);
  });
  it("is normal: mean, spread and the share beyond two deviations", () => {
    const draws = random(2).normals(20_000, 1, 2);
    const mean = draws.reduce((a, b) => a + b) / draws.length;
    const sd = Math.sqrt(draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length);
    expect(mean).toBeCloseTo(1, 1);
    expect(sd).toBeCloseTo(2, 1);
    expect(draws.filter((x) => Math.abs(x - 1) > 4).length / draws.length).toBeCloseTo(0.0455, 2);
  });
  it("draws each integer below the bound", () => {
    const rng = random(3);
    const seen = new Set(Array.from({ length: 200 }, () => rng.integer(6)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
