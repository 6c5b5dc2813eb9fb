import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eigvalsh, matmul, Philox, randn, svd, svdvals, type Tensor, tensor } from "../index.ts";
import { departure, graded, hilbert, lowRank, matrix, relativeDistance } from "./hard.fixture.ts";
import { mT } from "./parts.ts";

function errors(a: Tensor): { residual: number; orthogonality: number } {
  const { U, S, Vh } = svd(a);
  return {
    residual: relativeDistance(matmul(U.mul(S), Vh), a),
    orthogonality: Math.max(departure(U), departure(mT(Vh))),
  };
}

/** LAPACK's own tests allow 30 n ε. */
function limitOf(a: Tensor): number {
  return 5 * Math.max(10, ...a.shape) * 2 ** -52;
}

describe("svd", () => {
  it("stretches the axes of a diagonal matrix", () => {
    const { U, S, Vh } = svd(
      tensor([
        [0, 2],
        [-3, 0],
      ]),
    );
    expect(S.toArray()).toEqual([3, 2]);
    expect(U.abs().toArray()).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(Vh.abs().toArray()).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it("U and V are orthonormal, U Σ Vᵀ = A, the singular values fall, and σ² are the eigenvalues of AᵀA", () => {
    const size = fc.integer({ min: 1, max: 15 });
    fc.assert(
      fc.property(size, size, fc.nat(), (m, n, seed) => {
        const a = randn([m, n], { rng: new Philox(seed), dtype: "float64" });
        const { residual, orthogonality } = errors(a);
        expect(residual).toBeLessThan(20 * 2 ** -52);
        expect(orthogonality).toBeLessThan(limitOf(a));
        const sigma = Array.from(svdvals(a).data);
        expect(sigma).toEqual([...sigma].sort((p, q) => q - p));
        const squares = Array.from(eigvalsh(matmul(mT(a), a)).data).reverse();
        sigma.forEach((value, i) => {
          expect(Math.abs(value ** 2 - squares[i]!)).toBeLessThan(1e-13 * sigma[0]! ** 2);
        });
      }),
      { seed: 8, numRuns: 50 },
    );
  });

  it.each([
    ["Hilbert of size 20", hilbert(20)],
    ["rank 3 of 30", lowRank(30, 3, new Philox(1))],
    ["graded over 24 decades", graded(30, 12, new Philox(2))],
    ["graded over 200 decades", graded(10, 100, new Philox(3))],
    ["columns of zeros", matrix(5, 4, (i, j) => (j % 2 ? 0 : i + j))],
    ["equal singular values", matrix(6, 6, (i, j) => (i === j ? 2 : 0))],
    ["a single one", matrix(4, 4, (i, j) => (i === 2 && j === 3 ? 1 : 0))],
    ["zero", matrix(4, 3, () => 0)],
    ["squares that overflow", matrix(6, 4, (i, j) => Math.cos(i * j + j) * 1e200)],
    ["squares that vanish", matrix(6, 4, (i, j) => Math.cos(i * j + j) * 1e-200)],
  ])("%s: errors of roundings", (_, a) => {
    const { residual, orthogonality } = errors(a);
    expect(residual).toBeLessThan(20 * 2 ** -52);
    expect(orthogonality).toBeLessThan(limitOf(a));
  });

  it("finds small singular values of scaled columns to all digits", () => {
    // B with its columns scaled over 30 decades: the product of all σ is |det B| times the scales.
    const b = randn([4, 4], { rng: new Philox(4), dtype: "float64" });
    const scaled = matrix(4, 4, (i, j) => b.data[i * 4 + j]! * 1e-10 ** j);
    const product = (s: Tensor): number => Array.from(s.data).reduce((p, value) => p * value, 1);
    expect(product(svdvals(scaled)) / (product(svdvals(b)) * 1e-60)).toBeCloseTo(1, 12);
  });

  it("refuses infinity by its place", () => {
    expect(() => svd(tensor([[1, Infinity]]))).toThrow(
      "svd: Infinity at element 1, finite numbers are needed",
    );
  });
});
