import { describe, expect, it } from "vitest";
import { studentQuantile } from "./student-quantile.ts";

describe("the quantile of Student's t", () => {
  it("is tan(π(p − ½)) for one degree of freedom and (2p − 1)·√(1/(2p(1 − p))) for two", () => {
    for (const p of [0.6, 0.9, 0.975, 0.999]) {
      expect(studentQuantile(p, 1)).toBeCloseTo(Math.tan(Math.PI * (p - 0.5)), 8);
      expect(studentQuantile(p, 2)).toBeCloseTo((2 * p - 1) * Math.sqrt(1 / (2 * p * (1 - p))), 9);
    }
  });

  it("is SciPy's, for degrees of freedom that are no whole numbers too", () => {
    // scipy.stats.t.ppf(p, df), SciPy 1.17.1
    for (const [p, degrees, value] of [
      [0.975, 2.5, 3.5746548420036817],
      [0.975, 4.321, 2.6969626665644197],
      [0.9, 1.3, 2.425947410787918],
      [0.975, 30, 2.0422724563012378],
      [0.975, 99, 1.9842169515864174],
      [0.975, 1234.5, 1.9618874833313453],
      [0.6, 7, 0.2631668613520229],
      [0.999, 3, 10.214531852407383],
      [0.025, 5, -2.5705818356363155],
    ] as const)
      expect(studentQuantile(p, degrees)).toBeCloseTo(value, 10);
  });

  it("is 0 in the middle and the mirror below it", () => {
    expect(studentQuantile(0.5, 3)).toBe(0);
    expect(studentQuantile(0.1, 3)).toBe(-studentQuantile(0.9, 3));
  });

  it("is refused for what is no probability or no degrees of freedom", () => {
    expect(() => studentQuantile(1, 3)).toThrow("studentQuantile: p is 1, needed between 0 and 1");
    for (const degrees of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => studentQuantile(0.975, degrees)).toThrow(`degrees of freedom are ${degrees}`);
  });
});
