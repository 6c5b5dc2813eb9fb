import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Philox, svd, type Tensor } from "../index.ts";
import { diagonalizeBidiagonal } from "./bidiagonal.ts";
import { departure, lowRank, matrix, relativeDistance, withEigenvalues } from "./hard.fixture.ts";
import { mT } from "./parts.ts";
import { noReflections } from "./reflections.ts";

function upper(d: readonly number[], e: readonly number[]): Tensor {
  return matrix(d.length, d.length, (i, j) => (i === j ? d[i]! : j === i + 1 ? e[i]! : 0));
}

function singularValues(d: readonly number[], e: readonly number[]): number[] {
  const none = noReflections(d.length, 0);
  const b = { d: Float64Array.from(d), e: Float64Array.from([...e, 0]), left: none, right: none };
  expect(diagonalizeBidiagonal(b)).toBeDefined();
  return Array.from(b.d, Math.abs).sort((p, q) => q - p);
}

function expectDecomposed(a: Tensor): void {
  const { U, S, Vh } = svd(a);
  const n = a.shape[0]!;
  expect(relativeDistance(U.mul(S).matmul(Vh), a)).toBeLessThan(20 * 2 ** -52);
  expect(Math.max(departure(U), departure(mT(Vh)))).toBeLessThan(5 * Math.max(10, n) * 2 ** -52);
}

describe("diagonalizeBidiagonal", () => {
  it("[1 1; 0 1] has the golden ratio and its inverse", () => {
    const golden = (1 + Math.sqrt(5)) / 2;
    singularValues([1, 1], [1]).forEach((value, i) => {
      expect(value).toBeCloseTo(i === 0 ? golden : 1 / golden, 14);
    });
  });

  it.each([
    ["equal ones, coupled by little more than a rounding", [6.334189484613164, 6.334189484613164], [2.3e-15]],
    ["a zero in the middle", [1, 0, 1, 1], [1, 1, 1]],
    ["zeros everywhere on the diagonal", [0, 0, 0], [1, 1]],
    ["falling", [1, 1e-5, 1e-10, 1e-15], [1, 1e-5, 1e-10]],
    ["rising", [1e-15, 1e-10, 1e-5, 1], [1e-10, 1e-5, 1]],
    ["a tiny one first", [1e-300, 1, 1], [1, 1]],
  ])("%s: ends, and the squares add up to ‖B‖²", (_, d, e) => {
    const sum = (x: readonly number[]): number => x.reduce((total, value) => total + value * value, 0);
    expect(sum(singularValues(d, e)) / (sum(d) + sum(e))).toBeCloseTo(1, 14);
    expectDecomposed(upper(d, e));
  });

  it("matrices without full rank, with close, equal or tiny singular values", () => {
    const size = fc.integer({ min: 2, max: 20 });
    fc.assert(
      fc.property(size, fc.nat(), (n, seed) => {
        const rng = new Philox(seed);
        const numbers = (entry: () => number): number[] => Array.from({ length: n }, entry);
        const someZeros = (): number => (rng.uniform() < 0.3 ? 0 : rng.uniform());
        expectDecomposed(lowRank(n, 1 + rng.integer(n), rng));
        expectDecomposed(
          withEigenvalues(
            numbers(() => 1 + rng.integer(2) * 1e-9),
            rng,
          ),
        );
        expectDecomposed(
          withEigenvalues(
            numbers(() => 10 ** (-20 * rng.uniform())),
            rng,
          ),
        );
        expectDecomposed(upper(numbers(someZeros), numbers(rng.uniform.bind(rng))));
      }),
      { seed: 14, numRuns: 60 },
    );
  });
});
