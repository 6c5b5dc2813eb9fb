import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Matrix } from "../matrix/matrix.ts";
import { gramSums } from "./gram.ts";
import { nnls } from "./nnls.ts";

describe("nnls", () => {
  it("holds at 0 what would be negative: x = (2, −1) becomes (2, 0) where G is the identity", () => {
    expect([...nnls(Float64Array.of(1, 0, 0, 1), [2, -1])]).toEqual([2, 0]);
  });

  it("meets the Karush–Kuhn–Tucker conditions on random problems", () => {
    const rng = new Philox(4);
    for (let round = 0; round < 20; round++) {
      const A = Matrix.zeros(12, 6);
      for (let i = 0; i < A.data.length; i++) A.data[i] = rng.normal();
      const b = Float64Array.from({ length: 12 }, () => rng.normal());
      const { G, c } = gramSums(A, { y: b });
      const x = nnls(G, c);
      for (let j = 0; j < 6; j++) {
        const gradient = c[j]! - x.reduce((sum, value, k) => sum + G[j * 6 + k]! * value, 0);
        expect(x[j]).toBeGreaterThanOrEqual(0);
        expect(gradient).toBeLessThan(1e-9);
        expect(Math.abs(gradient * x[j]!)).toBeLessThan(1e-9);
      }
    }
  });

  it("leaves a column out that repeats another", () => {
    const x = nnls(Float64Array.of(2, 2, 2, 2), [4, 4]);
    expect(x[0]! + x[1]!).toBeCloseTo(2, 12);
  });
});
