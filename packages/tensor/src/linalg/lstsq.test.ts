import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lstsq, matmul, Philox, randn, tensor } from "../index.ts";
import { matrix } from "./hard.fixture.ts";
import { mT } from "./parts.ts";

describe("lstsq", () => {
  it("draws the line through three points that has the smallest squares", () => {
    // y = c + d t through (0, 0), (1, 0), (2, 3): c = −0.5, d = 1.5, misses of 0.5, −1, 0.5.
    const a = tensor([
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
    const { solution, residuals } = lstsq(a, tensor([0, 0, 3]));
    expect(solution.data[0]).toBeCloseTo(-0.5, 6);
    expect(solution.data[1]).toBeCloseTo(1.5, 6);
    expect(residuals.item()).toBeCloseTo(1.5, 5);
  });

  it("what is left is orthogonal to the columns", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.nat({ max: 10 }), fc.nat(), (n, more, seed) => {
        const rng = new Philox(seed);
        const a = randn([n + more, n], { rng, dtype: "float64" });
        const b = randn([n + more, 2], { rng, dtype: "float64" });
        const left = matmul(a, lstsq(a, b).solution).sub(b);
        const size = a.abs().sum().item() * b.abs().sum().item();
        expect(matmul(mT(a), left).abs().sum().item()).toBeLessThan(size * 1e-11);
      }),
      { seed: 6, numRuns: 50 },
    );
  });

  it("keeps the digits that the normal equations lose", () => {
    // Columns 1, t, …, t⁷ at 20 points; b is their sum, so x = 1. The condition number squared is above 1e10.
    const a = matrix(20, 8, (i, j) => (i / 19) ** j);
    const { solution } = lstsq(a, a.sum({ dim: 1 }));
    for (const x of solution.data) expect(Math.abs(x - 1)).toBeLessThan(1e-9);
  });

  it("refuses dependent columns and wide matrices", () => {
    const dependent = matrix(3, 2, (i, j) => (i + 1) * (j + 1));
    const b = matrix(3, 1, (i) => i);
    expect(() => lstsq(dependent, b)).toThrow("lstsq: column 1 depends on those before it");
    expect(() => lstsq(mT(dependent), b)).toThrow("lstsq: shape [2, 3], at least as many rows");
  });
});
