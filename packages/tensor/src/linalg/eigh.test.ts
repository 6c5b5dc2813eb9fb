import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eigh, eigvalsh, matmul, Philox, randn, type Tensor, tensor } from "../index.ts";
import { departure, graded, hilbert, matrix, relativeDistance, withEigenvalues } from "./hard.fixture.ts";
import { mT } from "./parts.ts";

function errors(a: Tensor): { residual: number; orthogonality: number } {
  const { eigenvalues, eigenvectors } = eigh(a);
  const product = matmul(eigenvectors.mul(eigenvalues), mT(eigenvectors));
  return { residual: relativeDistance(product, a), orthogonality: departure(eigenvectors) };
}

function symmetric(a: Tensor): Tensor {
  return a.add(mT(a)).mul(0.5);
}

describe("eigh", () => {
  it("finds the axes of a matrix that swaps", () => {
    const { eigenvalues, eigenvectors } = eigh(
      tensor([
        [0, 1],
        [1, 0],
      ]),
    );
    expect(eigenvalues.data[0]).toBeCloseTo(-1, 6);
    expect(eigenvalues.data[1]).toBeCloseTo(1, 6);
    eigenvectors.abs().data.forEach((value) => {
      expect(value).toBeCloseTo(Math.SQRT1_2, 6);
    });
  });

  it("V is orthogonal, V Λ Vᵀ = A, and the eigenvalues rise", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.nat(), (n, seed) => {
        const a = symmetric(randn([n, n], { rng: new Philox(seed), dtype: "float64" }));
        const { residual, orthogonality } = errors(a);
        expect(residual).toBeLessThan(20 * 2 ** -52);
        expect(orthogonality).toBeLessThan(60 * 2 ** -52);
        const { data } = eigvalsh(a);
        expect(Array.from(data)).toEqual(Array.from(data).sort((p, q) => p - q));
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  it("the second-difference matrix has the eigenvalues 2 − 2 cos(kπ / (n + 1))", () => {
    const a = matrix(50, 50, (i, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0));
    eigvalsh(a).data.forEach((value, k) => {
      expect(Math.abs(value - (2 - 2 * Math.cos(((k + 1) * Math.PI) / 51)))).toBeLessThan(1e-14);
    });
  });

  it("ends on a centred kernel matrix, most of whose eigenvalues are 0 up to rounding", () => {
    // Rounding keeps its small off-diagonal elements from getting small beside diagonal ones that are smaller still.
    for (const seed of Array.from({ length: 2 }, (_, i) => i)) {
      const points = randn([250, 3], { rng: new Philox(seed), dtype: "float64" }).mul(
        tensor([3, 2, 1], { dtype: "float64" }),
      );
      const squares = points.square().sum({ dim: 1, keepdim: true });
      const kernel = squares
        .add(mT(squares))
        .sub(matmul(points, mT(points)).mul(2))
        .mul(-0.02)
        .exp();
      const means = kernel.mean({ dim: 0, keepdim: true });
      const centred = kernel.sub(means).sub(mT(means)).add(means.mean());
      const { residual, orthogonality } = errors(symmetric(centred));
      expect(residual).toBeLessThan(100 * 2 ** -52);
      expect(orthogonality).toBeLessThan(200 * 2 ** -52);
    }
  });

  const clusters = Array.from({ length: 30 }, (_, i) => (i < 15 ? 1 + i * 1e-15 : 2 + i * 1e-9));
  it.each([
    ["Hilbert of size 20", hilbert(20)],
    ["clustered eigenvalues", withEigenvalues(clusters, new Philox(1))],
    ["rank 2 of 30", withEigenvalues([1, -1, ...new Array<number>(28).fill(0)], new Philox(2))],
    ["graded over 24 decades", symmetric(graded(30, 12, new Philox(3)))],
    ["graded upwards", symmetric(matrix(20, 20, (i, j) => 10 ** ((i + j) / 2 - 10)))],
    [
      "Wilkinson's W21",
      matrix(21, 21, (i, j) => (i === j ? Math.abs(10 - i) : Math.abs(i - j) === 1 ? 1 : 0)),
    ],
    ["the identity", matrix(5, 5, (i, j) => (i === j ? 1 : 0))],
    ["zero", matrix(4, 4, () => 0)],
    ["near overflow", symmetric(matrix(6, 6, (i, j) => Math.cos(i * j + j) * 1e150))],
  ])("%s: errors of roundings", (_, a) => {
    const { residual, orthogonality } = errors(a);
    expect(residual).toBeLessThan(20 * 2 ** -52);
    expect(orthogonality).toBeLessThan(60 * 2 ** -52);
  });

  it.each([
    ["random", symmetric(randn([150, 150], { rng: new Philox(4), dtype: "float64" }))],
    ["rank 2", withEigenvalues([1, -1, ...new Array<number>(118).fill(0)], new Philox(5))],
  ])("%s, with rotations in tiles: errors of roundings", (_, a) => {
    const { residual, orthogonality } = errors(a);
    const n = a.shape[0]!;
    // The limits above are for 30 rows. Roundings of n independent sweeps add up as √n, and over n columns in the norm as n.
    expect(residual).toBeLessThan(20 * Math.sqrt(n / 30) * 2 ** -52);
    expect(orthogonality).toBeLessThan(60 * (n / 30) * 2 ** -52);
  });

  it("eigvalsh without a gradient takes another way to the same bits", () => {
    for (const shape of [
      [40, 40],
      [2, 20, 20],
      [0, 2, 2],
      [0, 0],
    ]) {
      const a = randn(shape, { rng: new Philox(6), dtype: "float64" });
      expect(eigvalsh(a).data).toEqual(eigh(a).eigenvalues.data);
    }
  });

  it("refuses NaN by its place", () => {
    expect(() =>
      eigh(
        tensor([
          [1, Number.NaN],
          [0, 1],
        ]),
      ),
    ).toThrow("eigh: NaN at element 1, finite numbers are needed");
  });
});
