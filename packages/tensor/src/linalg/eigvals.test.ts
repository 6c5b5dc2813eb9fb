import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eigvals, eigvalsh, grad, Philox, randn, type Tensor, tensor } from "../index.ts";
import { eigenvalueError, graded, hilbert, lowRank, matrix } from "./hard.fixture.ts";
import { mT } from "./parts.ts";

function backwardError(a: Tensor): number {
  return eigenvalueError(a, eigvals(a));
}

describe("eigvals", () => {
  it("a rotation by a quarter has ±i, a triangle its diagonal", () => {
    const turn = eigvals(
      tensor([
        [0, -1],
        [1, 0],
      ]),
    );
    expect(turn.real.toArray()).toEqual([0, 0]);
    expect(turn.imag.toArray()).toEqual([-1, 1]);
    const triangle = eigvals(matrix(4, 4, (i, j) => (i > j ? 0 : i === j ? 3 - i : 7)));
    triangle.real.data.forEach((value, k) => {
      expect(value).toBeCloseTo(k, 13);
    });
  });

  it("each is exact for a matrix a few roundings away; the sum is the trace; complex ones come in pairs", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 14 }), fc.nat(), (n, seed) => {
        const a = randn([n, n], { rng: new Philox(seed), dtype: "float64" });
        expect(backwardError(a)).toBeLessThan(20 * 2 ** -52);
        const { real, imag } = eigvals(a);
        const trace = Array.from({ length: n }, (_, i) => a.data[i * (n + 1)]!).reduce((p, q) => p + q, 0);
        expect(Math.abs(real.sum().item() - trace)).toBeLessThan(n * 1e-14);
        expect(imag.sum().item()).toBe(0);
      }),
      { seed: 12, numRuns: 40 },
    );
  });

  const cycle = matrix(6, 6, (i, j) => ((i + 1) % 6 === j ? 1 : 0));
  const companion = matrix(8, 8, (i, j) => (i === 0 ? (-1) ** j * (j + 1) * 50 : i === j + 1 ? 1 : 0));
  it.each([
    ["Hilbert of size 12", hilbert(12)],
    ["rank 3 of 16", lowRank(16, 3, new Philox(1))],
    ["graded over 24 decades", graded(12, 12, new Philox(2))],
    ["a Jordan block", matrix(8, 8, (i, j) => (i === j || j === i + 1 ? 1 : 0))],
    ["a cycle, where every plain shift stands still", cycle],
    ["a companion matrix", companion],
    ["badly scaled", matrix(6, 6, (i, j) => Math.cos(3 * i + j) * 10 ** (2 * (i - j)))],
    ["near overflow", matrix(6, 6, (i, j) => Math.cos(i * j + j) * 1e200)],
    ["zero", matrix(4, 4, () => 0)],
  ])("%s: backward errors of roundings", (_, a) => {
    expect(backwardError(a)).toBeLessThan(20 * 2 ** -52);
  });

  it("agrees with the symmetric method on a symmetric matrix", () => {
    const x = randn([12, 12], { rng: new Philox(3), dtype: "float64" });
    const a = x.add(mT(x));
    const symmetric = eigvalsh(a).data;
    eigvals(a).real.data.forEach((value, k) => {
      expect(Math.abs(value - symmetric[k]!)).toBeLessThan(1e-13);
    });
  });

  it("the gradient of a sum of eigenvalues is that of the trace", () => {
    const a = randn([5, 5], { rng: new Philox(4), dtype: "float64", requiresGrad: true });
    const [g] = grad(eigvals(a).real.sum(), [a]);
    g!.data.forEach((value, at) => {
      expect(value).toBeCloseTo(at % 6 === 0 ? 1 : 0, 11);
    });
  });

  it("refuses NaN by its place", () => {
    expect(() => eigvals(tensor([[Number.NaN]]))).toThrow("eigvals: NaN at element 0, finite numbers");
  });
});
