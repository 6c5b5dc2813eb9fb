import { describe, expect, it } from "vitest";
import { factorCholesky, inverseCholesky, solveCholesky } from "./positive-definite.ts";

describe("Cholesky in flat memory", () => {
  it("[[4, 2], [2, 5]] = L Lᵀ with L = [[2, 0], [1, 2]]", () => {
    const a = Float64Array.of(4, 2, 2, 5);
    expect(factorCholesky(a, 2)).toBe(2);
    expect([a[0], a[2], a[3]]).toEqual([2, 1, 2]);
    expect([...solveCholesky(a, 2, [8, 12])]).toEqual([1, 2]);
    expect([...inverseCholesky(a, 2)]).toEqual([5 / 16, -2 / 16, -2 / 16, 4 / 16]);
  });

  it("names the row whose pivot is not positive", () => {
    expect(factorCholesky(Float64Array.of(1, 2, 2, 4), 2)).toBe(1);
  });
});
