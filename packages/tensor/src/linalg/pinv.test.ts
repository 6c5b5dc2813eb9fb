import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cond, lstsq, matmul, matrixNorm, matrixRank, Philox, pinv, randn, tensor } from "../index.ts";
import { hilbert, lowRank, relativeDistance } from "./hard.fixture.ts";
import { mT } from "./parts.ts";

describe("pinv, matrixRank, cond", () => {
  it("inverts what can be inverted", () => {
    const a = tensor([
      [2, 0, 0],
      [0, 0, 0],
    ]);
    expect(pinv(a).toArray()).toEqual([
      [0.5, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(matrixRank(a).item()).toBe(1);
    expect(cond(a).item()).toBe(Infinity);
    expect(
      cond(
        tensor([
          [4, 0],
          [0, -2],
        ]),
      ).item(),
    ).toBe(2);
  });

  it("Penrose's four equations hold for every rank", () => {
    const size = fc.integer({ min: 2, max: 10 });
    fc.assert(
      fc.property(size, size, fc.nat(), (n, r, seed) => {
        const rank = Math.min(n, r);
        const a = lowRank(n, rank, new Philox(seed));
        const x = pinv(a, { rtol: 1e-11 });
        const condition = matrixNorm(a).item() * matrixNorm(x).item();
        const limit = condition * 1e-13;
        const [ax, xa] = [matmul(a, x), matmul(x, a)];
        expect(relativeDistance(matmul(ax, a), a)).toBeLessThan(limit);
        expect(relativeDistance(matmul(xa, x), x)).toBeLessThan(limit);
        expect(relativeDistance(mT(ax), ax)).toBeLessThan(limit);
        expect(relativeDistance(mT(xa), xa)).toBeLessThan(limit);
        expect(matrixRank(a, { rtol: 1e-11 }).item()).toBe(rank);
      }),
      { seed: 9, numRuns: 50 },
    );
  });

  it("gives the least squares solution where the rank is full", () => {
    const options = { rng: new Philox(10), dtype: "float64" } as const;
    const [a, b] = [randn([7, 3], options), randn([7, 2], options)];
    expect(relativeDistance(matmul(pinv(a), b), lstsq(a, b).solution)).toBeLessThan(1e-13);
  });

  it("the Hilbert matrix of size 5 has the condition number 476607.25", () => {
    expect(cond(hilbert(5)).item()).toBeCloseTo(476607.2502, 3);
    expect(cond(hilbert(5), { p: 1 }).item()).toBeCloseTo(943656, 3);
  });
});
