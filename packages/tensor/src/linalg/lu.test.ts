import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lu, matmul, Philox, randn, type Tensor, tensor } from "../index.ts";
import { graded, hilbert, lowRank, relativeDistance } from "./hard.fixture.ts";

function backwardError(a: Tensor): number {
  const { P, L, U } = lu(a);
  return relativeDistance(matmul(P, matmul(L, U)), a);
}

describe("lu", () => {
  it("takes the largest element of the column as pivot", () => {
    const { P, L, U } = lu(
      tensor([
        [1, 2],
        [4, 4],
      ]),
    );
    expect(P.toArray()).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(L.toArray()).toEqual([
      [1, 0],
      [0.25, 1],
    ]);
    expect(U.toArray()).toEqual([
      [4, 4],
      [0, 1],
    ]);
  });

  it("P is a permutation, |l| ≤ 1, U is upper triangular, P L U = A", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.nat(), (n, seed) => {
        const a = randn([n, n], { rng: new Philox(seed), dtype: "float64" });
        const { P, L, U } = lu(a);
        expect(P.sum({ dim: 0 }).data.every((value) => value === 1)).toBe(true);
        expect(P.sum({ dim: 1 }).data.every((value) => value === 1)).toBe(true);
        L.data.forEach((value, at) => {
          const [i, j] = [Math.floor(at / n), at % n];
          if (i === j) expect(value).toBe(1);
          else if (i < j) expect(value).toBe(0);
          else expect(Math.abs(value)).toBeLessThanOrEqual(1);
          if (i > j) expect(U.data[at]).toBe(0);
        });
        expect(backwardError(a)).toBeLessThan(n * 2 ** -52);
      }),
      { seed: 3, numRuns: 50 },
    );
  });

  it("of a column divides by its largest, of a row is the row", () => {
    const column = lu(tensor([[1], [-4], [2]]));
    expect(column.P.toArray()).toEqual([
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ]);
    expect(column.L.toArray()).toEqual([[1], [-0.25], [-0.5]]);
    expect(column.U.toArray()).toEqual([[-4]]);
    const row = lu(tensor([[3, 5, 7]]));
    expect([row.P, row.L, row.U].map((x) => x.toArray())).toEqual([[[1]], [[1]], [[3, 5, 7]]]);
  });

  it.each([
    [100, 100],
    [90, 40],
    [40, 90],
    [65, 33],
    [33, 65],
    [2, 2],
    [3, 0],
    [0, 3],
  ])("%i × %i, in blocks of 32 columns: P L U = A, |l| ≤ 1", (m, n) => {
    const a = randn([m, n], { rng: new Philox(m + n), dtype: "float64" });
    const { P, L, U } = lu(a);
    const k = Math.min(m, n);
    expect([P.shape, L.shape, U.shape]).toEqual([
      [m, m],
      [m, k],
      [k, n],
    ]);
    // The elements of L and U grow with √k at most on random matrices.
    expect(backwardError(a)).toBeLessThan(10 * 2 ** -52);
    expect(L.data.every((value) => Math.abs(value) <= 1)).toBe(true);
  });

  it.each([
    ["Hilbert of size 12", hilbert(12)],
    ["rank 3 of 20", lowRank(20, 3, new Philox(1))],
    ["graded over 24 decades", graded(20, 12, new Philox(2))],
  ])("%s: the backward error is of roundings", (_, a) => {
    expect(backwardError(a)).toBeLessThan(2 ** -51);
  });

  it("goes on where a column has no pivot left", () => {
    const { U } = lu(
      tensor([
        [0, 1],
        [0, 2],
      ]),
    );
    expect(U.toArray()).toEqual([
      [0, 1],
      [0, 2],
    ]);
  });
});
