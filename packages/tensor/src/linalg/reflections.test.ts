import { describe, expect, it } from "vitest";
import { Philox } from "../philox.ts";
import { applyReflections, noReflections, reflector } from "./reflections.ts";

describe("reflector", () => {
  it("sends (3, 4) to (−5, 0)", () => {
    const x = Float64Array.of(3, 4);
    const { alpha, beta } = reflector(x);
    expect(alpha).toBe(-5);
    const along = beta * (x[0]! * 3 + x[1]! * 4);
    expect(3 - along * x[0]!).toBeCloseTo(-5, 14);
    expect(4 - along * x[1]!).toBeCloseTo(0, 14);
  });

  it("leaves a multiple of e₁ as it is, and keeps squares in range", () => {
    expect(reflector(Float64Array.of(2, 0, 0))).toEqual({ alpha: 2, beta: 0 });
    expect(reflector(Float64Array.of(3e200, 4e200)).alpha).toBeCloseTo(-5e200, -187);
    expect(reflector(Float64Array.of(3e-200, 4e-200)).alpha / 1e-200).toBeCloseTo(-5, 13);
  });
});

describe("applyReflections", () => {
  it.each([
    [5, 0],
    [40, 0],
    [70, 1],
  ])("%i reflections, first element %i: by blocks as one after the other", (n, shift) => {
    const reflections = noReflections(n, shift);
    const rng = new Philox(n);
    const random = Float64Array.from({ length: n * n }, () => rng.uniform() - 0.5);
    for (let k = 0; k + shift < n; k++) {
      const v = reflections.vectors.subarray(k * n + k + shift, (k + 1) * n);
      v.set(random.subarray(k * n, k * n + v.length));
      reflections.beta[k] = reflector(v).beta;
    }
    const expected = random.slice();
    for (let k = n - 1; k >= 0; k--) {
      const v = reflections.vectors.subarray(k * n, (k + 1) * n);
      for (let j = 0; j < n; j++) {
        const along =
          reflections.beta[k]! * v.reduce((sum, value, i) => sum + value * expected[i * n + j]!, 0);
        for (let i = 0; i < n; i++) expected[i * n + j]! -= along * v[i]!;
      }
    }
    const found = random.slice();
    applyReflections(reflections, found, n);
    found.forEach((value, at) => {
      expect(Math.abs(value - expected[at]!)).toBeLessThan(1e-13);
    });
  });
});
