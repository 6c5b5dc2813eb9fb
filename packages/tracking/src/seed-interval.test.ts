import { describe, expect, it } from "vitest";
import { seedInterval } from "./seed-interval.ts";

describe("the interval over seeds", () => {
  it("is mean ± t · s/√n: 1, 2, 3 give 2 ± 4.303 · 1/√3", () => {
    const { mean, half } = seedInterval([1, 2, 3])!;
    expect(mean).toBe(2);
    expect(half).toBeCloseTo(4.303 / Math.sqrt(3), 10);
  });
  it("is not claimed from one seed", () => expect(seedInterval([1])).toBeUndefined());
  it("goes on with the exact quantile where the table ends: 1.9842 for 99 degrees of freedom", () => {
    const values = Array.from({ length: 100 }, (_, i) => i % 2);
    expect(seedInterval(values)!.half).toBeCloseTo(1.98421695158642 * Math.sqrt(25 / 99 / 100), 10);
  });
});
