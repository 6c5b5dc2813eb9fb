import { Philox, randn, svd, svdvals, type Tensor, tensor, zeros } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { newtonSchulz } from "../../index.ts";
import { expectClose } from "../walk.fixture.ts";

const random = (m: number, n: number) => randn([m, n], { rng: new Philox(m + n), dtype: "float64" });
const numbers = (x: Tensor) => Array.from(x.data);

it("one step on a diagonal matrix: σ ↦ a σ + b σ³ + c σ⁵ of each element over the norm", () => {
  const found = newtonSchulz(
    tensor(
      [
        [3, 0],
        [0, 4],
      ],
      { dtype: "float64" },
    ),
    { nsSteps: 1, eps: 0 },
  );
  const p = (x: number) => 3.4445 * x - 4.775 * x ** 3 + 2.0315 * x ** 5;
  expectClose(found.data, [p(0.6), 0, 0, p(0.8)]);
});

describe.each([
  [6, 6],
  [4, 9],
  [12, 5],
])("a random matrix %i × %i", (m, n) => {
  const G = random(m, n);

  it("gets singular values near 1", () => {
    for (const value of numbers(svdvals(newtonSchulz(G)))) {
      expect(value).toBeGreaterThan(0.65);
      expect(value).toBeLessThan(1.2);
    }
  });

  it("keeps its singular vectors: Uᵀ O V is diagonal", () => {
    const { U, S, Vh } = svd(G);
    const inner = U.transpose(0, 1).matmul(newtonSchulz(G)).matmul(Vh.transpose(0, 1));
    const off = inner.toArray() as number[][];
    off.forEach((row, i) => {
      row.forEach((value, j) => {
        if (i !== j) expect(Math.abs(value)).toBeLessThan(1e-12);
      });
    });
    expect(S.shape).toEqual([Math.min(m, n)]);
  });

  it("commutes with transposition", () => {
    const [one, other] = [newtonSchulz(G).transpose(0, 1), newtonSchulz(G.transpose(0, 1))];
    expectClose(one.clone().data, numbers(other.clone()));
  });
});

it("zeros stay zeros", () => {
  expect(newtonSchulz(zeros([2, 3])).toArray()).toEqual(zeros([2, 3]).toArray());
});

it("refuses vectors and 0 steps by name", () => {
  expect(() => newtonSchulz(zeros([3]))).toThrow("newtonSchulz: shape [3], a matrix [m, n] is needed");
  expect(() => newtonSchulz(zeros([3, 3]), { nsSteps: 0 })).toThrow("newtonSchulz: nsSteps 0");
});
