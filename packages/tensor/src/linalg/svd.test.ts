import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eigvalsh, matmul, Philox, randn, svd, svdvals, type Tensor, tensor } from "../index.ts";
import {
  departure,
  graded,
  hilbert,
  lowRank,
  matrix,
  relativeDistance,
  withEigenvalues,
} from "./hard.fixture.ts";
import { orthogonalizeRows } from "./jacobi.ts";
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

  const falling = Array.from({ length: 100 }, (_, i) => 10 ** (-i / 5));
  const twins = Array.from({ length: 100 }, (_, i) => 1 + Math.floor(i / 2) * 1e-12);
  it.each([
    ["100 × 100", randn([100, 100], { rng: new Philox(5), dtype: "float64" })],
    ["150 × 90", randn([150, 90], { rng: new Philox(6), dtype: "float64" })],
    ["rank 3 of 100", lowRank(100, 3, new Philox(7))],
    ["singular values over 20 decades", withEigenvalues(falling, new Philox(8))],
    ["close pairs of singular values", withEigenvalues(twins, new Philox(9))],
    [
      "upper bidiagonal with zeros",
      matrix(90, 90, (i, j) => (j === i + 1 || (i === j && i % 7 > 0) ? 1 : 0)),
    ],
    ["near overflow", randn([90, 90], { rng: new Philox(10), dtype: "float64" }).mul(1e290)],
  ])("%s, with rotations in tiles: errors of roundings", (_, a) => {
    const { residual, orthogonality } = errors(a);
    // 20 ε is for up to 30 columns; roundings of n independent sweeps add up as √n.
    expect(residual).toBeLessThan(20 * Math.sqrt(Math.min(...a.shape) / 30) * 2 ** -52);
    expect(orthogonality).toBeLessThan(limitOf(a));
  });

  it("svdvals without a gradient takes another way to the same bits", () => {
    for (const shape of [
      [40, 40],
      [60, 30],
      [2, 20, 33],
      [0, 3, 2],
      [3, 0],
    ]) {
      const a = randn(shape, { rng: new Philox(12), dtype: "float64" });
      expect(svdvals(a).data).toEqual(svd(a).S.data);
    }
  });

  it("Golub and Kahan's singular values are Jacobi's", () => {
    const a = randn([60, 60], { rng: new Philox(11), dtype: "float64" });
    const sigma = svdvals(a).data;
    orthogonalizeRows(Float64Array.from(a.data), 60)!.sigma.forEach((value, i) => {
      expect(Math.abs(sigma[i]! - value)).toBeLessThan(60 * 2 ** -52 * sigma[0]!);
    });
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
