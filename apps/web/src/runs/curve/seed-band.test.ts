import { describe, expect, it } from "vitest";
import { seedBand } from "./seed-band.ts";

const line = (ys: number[], xs = ys.map((_, i) => i)) => ys.map((y, i) => ({ x: xs[i]!, y }));

describe("the band over seeds", () => {
  it("is mean ± t · s/√n at each place: 1, 2, 3 give 2 ± 4.303/√3", () => {
    const { places, isInterpolated } = seedBand([line([1]), line([2]), line([3])]);
    expect(places).toHaveLength(1);
    expect(places[0]!.y).toBe(2);
    expect(places[0]!.high - 2).toBeCloseTo(4.303 / Math.sqrt(3), 10);
    expect(places[0]!.low).toBeCloseTo(4 - places[0]!.high, 12);
    expect(isInterpolated).toBe(false);
  });

  it("ends where the first seed ends, and begins where the last one begins", () => {
    const { places } = seedBand([line([1, 2, 3]), line([5, 6], [1, 2]), line([1, 1, 1, 1])]);
    expect(places.map(({ x }) => x)).toEqual([1, 2]);
  });

  it("reads seeds measured at other places off the straight line between their points, and says so", () => {
    const { places, isInterpolated } = seedBand([line([0, 10], [0, 2]), line([4, 4, 4], [0, 1, 2])]);
    expect(places.map(({ x, y }) => [x, y])).toEqual([
      [0, 2],
      [1, 4.5],
      [2, 7],
    ]);
    expect(isInterpolated).toBe(true);
  });

  it("is a gap where a seed has NaN", () => {
    const { places } = seedBand([line([1, Number.NaN, 3]), line([1, 2, 3])]);
    expect(places.map(({ y }) => y)).toEqual([1, Number.NaN, 3]);
  });
});
