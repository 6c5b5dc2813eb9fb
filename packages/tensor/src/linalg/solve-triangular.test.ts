import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matmul, Philox, randn, solveTriangular, tensor } from "../index.ts";
import { tril } from "../ops/shape/triangle.ts";
import { mT } from "./parts.ts";

describe("solveTriangular", () => {
  it("substitutes from the first row down, and from the last row up", () => {
    // 2x = 4, 3x + 4y = 14.
    const lower = tensor([
      [2, 9],
      [3, 4],
    ]);
    expect(solveTriangular(lower, tensor([4, 14]), { upper: false }).toArray()).toEqual([2, 2]);
    // x + 2y = 5 with the diagonal counted as ones.
    const upper = tensor([
      [7, 2],
      [0, 7],
    ]);
    expect(solveTriangular(upper, tensor([5, 2]), { upper: true, unitriangular: true }).toArray()).toEqual([
      1, 2,
    ]);
  });

  it("leaves a residual of a few roundings, also where the solution is huge", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(), (n, seed) => {
        const rng = new Philox(seed);
        // Random triangular matrices: condition numbers grow like 2ⁿ.
        const t = tril(randn([n, n], { rng, dtype: "float64" }));
        const b = randn([n, 1], { rng, dtype: "float64" });
        const x = solveTriangular(t, b, { upper: false });
        const transposed = solveTriangular(mT(t), x, { upper: true });
        expect(residual(t, x, b)).toBeLessThan(n * 2 ** -52);
        expect(residual(mT(t), transposed, x)).toBeLessThan(n * 2 ** -52);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it("names the zero on the diagonal, and wrong shapes", () => {
    const singular = tensor([
      [1, 0],
      [5, 0],
    ]);
    expect(() => solveTriangular(singular, tensor([1, 1]), { upper: false })).toThrow(
      "solveTriangular: diagonal element 1 is 0, none is needed for a solution",
    );
    expect(() => solveTriangular(tensor([[1, 2]]), tensor([1, 1]), { upper: false })).toThrow(
      "solveTriangular: shape [1, 2] is not square, equal last two sizes are needed",
    );
    expect(() => solveTriangular(singular, tensor([1, 1, 1]), { upper: false })).toThrow(
      "solveTriangular: right side [3, 1] for matrices [2, 2], 2 rows are needed",
    );
  });
});

/** max |T x − b| / (|T| |x|), row by row: the size of the smallest relative change of T that makes x exact. */
function residual(t: Parameters<typeof mT>[0], x: typeof t, b: typeof t): number {
  const difference = matmul(t, x).sub(b).abs();
  const size = matmul(t.abs(), x.abs());
  return Math.max(...Array.from(difference.data, (d, i) => (d === 0 ? 0 : d / size.data[i]!)));
}
