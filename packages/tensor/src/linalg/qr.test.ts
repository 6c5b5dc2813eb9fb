import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matmul, Philox, qr, randn, type Tensor, tensor } from "../index.ts";
import { departure, graded, hilbert, lowRank, matrix, relativeDistance } from "./hard.fixture.ts";

function errors(a: Tensor): { residual: number; orthogonality: number } {
  const { Q, R } = qr(a);
  return { residual: relativeDistance(matmul(Q, R), a), orthogonality: departure(Q) };
}

describe("qr", () => {
  it("reflects the first column onto the axis", () => {
    const { Q, R } = qr(
      tensor(
        [
          [3, 5],
          [4, 0],
        ],
        { dtype: "float64" },
      ),
    );
    [-0.6, -0.8, -0.8, 0.6].forEach((value, i) => {
      expect(Q.data[i]).toBeCloseTo(value, 14);
    });
    [-5, -3, 0, -4].forEach((value, i) => {
      expect(R.data[i]).toBeCloseTo(value, 14);
    });
  });

  it("Q is orthonormal, R upper triangular, Q R = A, for tall and wide matrices", () => {
    const size = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(size, size, fc.nat(), (m, n, seed) => {
        const a = randn([m, n], { rng: new Philox(seed), dtype: "float64" });
        const { Q, R } = qr(a);
        expect([Q.shape, R.shape]).toEqual([
          [m, Math.min(m, n)],
          [Math.min(m, n), n],
        ]);
        R.data.forEach((value, at) => {
          if (at % n < Math.floor(at / n)) expect(value).toBe(0);
        });
        const { residual, orthogonality } = errors(a);
        expect(residual).toBeLessThan(10 * 2 ** -52);
        expect(orthogonality).toBeLessThan(20 * 2 ** -52);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it.each([
    ["Hilbert of size 20", hilbert(20)],
    ["rank 3 of 20", lowRank(20, 3, new Philox(1))],
    ["graded over 24 decades", graded(20, 12, new Philox(2))],
    ["a column of zeros", matrix(5, 3, (i, j) => (j === 1 ? 0 : i + j))],
    ["squares that overflow", matrix(5, 3, (i, j) => (1 + i * j) * 1e200)],
    ["squares that vanish", matrix(5, 3, (i, j) => (1 + i * j) * 1e-200)],
  ])("%s: errors of roundings", (_, a) => {
    const { residual, orthogonality } = errors(a.mul(1));
    expect(residual).toBeLessThan(10 * 2 ** -52);
    expect(orthogonality).toBeLessThan(20 * 2 ** -52);
  });

  it.each([
    [100, 100],
    [130, 65],
    [65, 130],
    [33, 1],
    [64, 32],
  ])("%i × %i, in blocks of 32 columns: errors of roundings", (m, n) => {
    const { residual, orthogonality } = errors(randn([m, n], { rng: new Philox(m), dtype: "float64" }));
    expect(residual).toBeLessThan(10 * 2 ** -52);
    // Over n columns the norm grows as n; 20 ε is for 20.
    expect(orthogonality).toBeLessThan(Math.max(20, Math.min(m, n)) * 2 ** -52);
  });
});
