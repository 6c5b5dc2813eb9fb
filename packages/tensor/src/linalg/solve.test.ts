import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { det, inv, matmul, Philox, randn, slogdet, solve, type Tensor, tensor } from "../index.ts";
import { graded, hilbert, relativeDistance } from "./hard.fixture.ts";

const a = tensor([
  [0, 2],
  [4, 4],
]);
const singular = tensor([
  [1, 2],
  [2, 4],
]);

/** ‖A x − b‖ / (‖A‖ ‖x‖ + ‖b‖): the size of the smallest change of A and b that makes x exact. */
function backwardError(m: Tensor, x: Tensor, b: Tensor): number {
  const norm = (t: Tensor): number => Math.hypot(...Array.from(t.data));
  return norm(matmul(m, x).sub(b)) / (norm(m) * norm(x) + norm(b));
}

describe("solve, inv, det, slogdet", () => {
  it("solve two equations with two unknowns", () => {
    expect(solve(a, tensor([2, 12])).toArray()).toEqual([2, 1]);
    expect(inv(a).toArray()).toEqual([
      [-0.5, 0.25],
      [0.5, 0],
    ]);
    expect(det(a).item()).toBe(-8);
    expect(slogdet(a).sign.item()).toBe(-1);
    expect(slogdet(a).logabsdet.item()).toBeCloseTo(Math.log(8), 6);
  });

  it("the residual is of roundings, on Hilbert and graded matrices too", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.nat(), (n, seed) => {
        const rng = new Philox(seed);
        const b = randn([n, 2], { rng, dtype: "float64" });
        for (const m of [
          randn([n, n], { rng, dtype: "float64" }),
          hilbert(Math.min(n, 12)),
          graded(n, 8, rng),
        ]) {
          const right = b.slice([0, m.shape[0]!]);
          expect(backwardError(m, solve(m, right), right)).toBeLessThan(n * 2 ** -52);
        }
      }),
      { seed: 4, numRuns: 50 },
    );
  });

  it("det is multiplicative, and slogdet does not overflow", () => {
    const options = { rng: new Philox(5), dtype: "float64" } as const;
    const [p, q] = [randn([6, 6], options), randn([6, 6], options)];
    expect(det(matmul(p, q)).item()).toBeCloseTo(det(p).item() * det(q).item(), 8);
    const large = randn([200, 200], options).mul(1e3);
    expect(det(large).item()).toBe(slogdet(large).sign.item() * Infinity);
    const { logabsdet } = slogdet(large);
    const plain = slogdet(large.mul(1e-3)).logabsdet.item();
    expect(logabsdet.item()).toBeCloseTo(plain + 200 * Math.log(1e3), 8);
  });

  it("a matrix of batches is inverted one by one", () => {
    const batch = randn([2, 3, 4, 4], { rng: new Philox(6), dtype: "float64" });
    const product = matmul(inv(batch), batch);
    for (let i = 0; i < 2; i++) {
      expect(relativeDistance(product.slice(i, 2), matmul(inv(batch.slice(i, 2)), batch.slice(i, 2)))).toBe(
        0,
      );
    }
  });

  it("a singular matrix has determinant 0 and no inverse", () => {
    expect(Math.abs(det(singular).item())).toBe(0);
    expect(Math.abs(slogdet(singular).sign.item())).toBe(0);
    expect(slogdet(singular).logabsdet.item()).toBe(-Infinity);
    expect(() => solve(singular, tensor([1, 1]))).toThrow(
      "solve: pivot 1 is 0, a regular matrix is needed; pinv and lstsq take singular ones",
    );
    expect(() => inv(tensor([[[1]], [[0]]]))).toThrow("inv: pivot 0 is 0 in matrix 1 of the batch");
    const x = singular.to("float64");
    x.requiresGrad = true;
    expect(() => det(x).backward()).toThrow("det gradient: pivot 1 is 0");
  });
});
