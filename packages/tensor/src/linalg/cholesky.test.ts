import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cholesky, eye, matmul, Philox, randn, tensor } from "../index.ts";
import { hilbert, relativeDistance } from "./hard.fixture.ts";
import { mT } from "./parts.ts";

describe("cholesky", () => {
  it("factors a matrix that can be followed on paper", () => {
    const a = tensor([
      [4, 2],
      [2, 10],
    ]);
    expect(cholesky(a).toArray()).toEqual([
      [2, 0],
      [1, 3],
    ]);
  });

  it("L is lower triangular with a positive diagonal, and L Lᵀ = A", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.nat(), (n, seed) => {
        const x = randn([n, n], { rng: new Philox(seed), dtype: "float64" });
        const a = matmul(x, mT(x)).add(eye(n, { dtype: "float64" }).mul(1e-3));
        const l = cholesky(a);
        l.data.forEach((value, at) => {
          const [i, j] = [Math.floor(at / n), at % n];
          if (i === j) expect(value).toBeGreaterThan(0);
          if (i < j) expect(value).toBe(0);
        });
        expect(relativeDistance(matmul(l, mT(l)), a)).toBeLessThan(n * 2 ** -52);
      }),
      { seed: 2, numRuns: 50 },
    );
  });

  it.each([32, 33, 100])("%i rows, in blocks of 32 columns: L Lᵀ = A, and a late minor is named", (n) => {
    const x = randn([n, n], { rng: new Philox(n), dtype: "float64" });
    const a = matmul(x, mT(x));
    const l = cholesky(a);
    expect(relativeDistance(matmul(l, mT(l)), a)).toBeLessThan(n * 2 ** -52);
    const late = matmul(mT(x), x).data.slice();
    late[(n - 1) * (n + 1)] = -1;
    const indefinite = tensor(late, { shape: [n, n] });
    expect(() => cholesky(indefinite)).toThrow(`the leading minor of order ${n} is not positive`);
  });

  it("the Hilbert matrix of size 12, condition 1.7e16, has a backward error of roundings", () => {
    const a = hilbert(12);
    const l = cholesky(a);
    expect(relativeDistance(matmul(l, mT(l)), a)).toBeLessThan(2 ** -52);
  });

  it("names the leading minor that is not positive", () => {
    const indefinite = tensor([
      [1, 2],
      [2, 1],
    ]);
    expect(() => cholesky(indefinite)).toThrow(
      "cholesky: the leading minor of order 2 is not positive, a positive definite matrix is needed",
    );
    const batch = tensor([[[1]], [[Number.NaN]]]);
    expect(() => cholesky(batch)).toThrow("order 1 is not positive in matrix 1 of the batch");
  });
});
