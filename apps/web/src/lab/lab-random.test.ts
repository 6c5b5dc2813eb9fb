import { describe, expect, it } from "vitest";
import { labRandom } from "./lab-random.ts";

describe("labRandom", () => {
  it("gives the same numbers for the same seed and others for another", () => {
    const draw = (seed: number) => {
      const random = labRandom(seed);
      return [random.uniform(), random.normal(), random.uniform(), random.normal()];
    };
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
  });

  it("is uniform on [0, 1): mean 1/2, variance 1/12, within five standard errors of 20,000 draws", () => {
    const random = labRandom(1);
    const draws = Array.from({ length: 20_000 }, () => random.uniform());
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    const mean = draws.reduce((a, b) => a + b) / draws.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / draws.length));
    const variance = draws.reduce((sum, u) => sum + (u - mean) ** 2, 0) / draws.length;
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(5 * Math.sqrt(1 / 180 / draws.length));
  });

  it("is normal with mean 0 and variance 1", () => {
    const random = labRandom(2);
    const draws = Array.from({ length: 20_000 }, () => random.normal());
    const mean = draws.reduce((a, b) => a + b) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(draws.length));
    const variance = draws.reduce((sum, z) => sum + (z - mean) ** 2, 0) / draws.length;
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / draws.length));
  });
});
