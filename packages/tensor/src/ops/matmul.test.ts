import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allclose, eye, matmul, Philox, randn, tensor, zeros } from "../index.ts";

const a = tensor(
  [
    [1, 2],
    [3, 4],
  ],
  { requiresGrad: true },
);
const b = tensor(
  [
    [5, 6],
    [7, 8],
  ],
  { requiresGrad: true },
);

describe("matmul", () => {
  it("multiplies rows by columns", () => {
    expect(matmul(a, b).toArray()).toEqual([
      [19, 22],
      [43, 50],
    ]);
  });

  it("takes a vector for a row on the left and a column on the right", () => {
    const v = tensor([1, 10]);
    expect(matmul(v, b).toArray()).toEqual([75, 86]);
    expect(matmul(b, v).toArray()).toEqual([65, 87]);
    expect(matmul(v, v).item()).toBe(101);
  });

  it("broadcasts what comes before the last two dimensions", () => {
    const batch = tensor([
      [
        [1, 0],
        [0, 1],
      ],
      [
        [0, 1],
        [1, 0],
      ],
    ]);
    expect(matmul(batch, b).toArray()).toEqual([
      [
        [5, 6],
        [7, 8],
      ],
      [
        [7, 8],
        [5, 6],
      ],
    ]);
    expect(matmul(b, batch).toArray()).toEqual([
      [
        [5, 6],
        [7, 8],
      ],
      [
        [6, 5],
        [8, 7],
      ],
    ]);
    expect(matmul(zeros([2, 1, 3, 4]), zeros([5, 4, 2])).shape).toEqual([2, 5, 3, 2]);
  });

  it("has the gradients G·Bᵀ and Aᵀ·G", () => {
    matmul(a, b).sum().backward();
    expect(a.grad?.toArray()).toEqual([
      [11, 15],
      [11, 15],
    ]);
    expect(b.grad?.toArray()).toEqual([
      [4, 4],
      [6, 6],
    ]);
  });

  it("over an inner size of 0 is 0", () => {
    expect(matmul(zeros([2, 0]), zeros([0, 1])).toArray()).toEqual([[0], [0]]);
  });

  it("refuses sizes and dtypes that do not meet", () => {
    expect(() => matmul(zeros([2, 3]), zeros([4, 5]))).toThrow(
      "matmul: inner sizes differ: [2, 3] × [4, 5]; the left's last (3) must equal the right's second-last (4)",
    );
    expect(() => matmul(zeros([3]), zeros([4]))).toThrow(
      "the left's last (3) must equal the right's only (4)",
    );
    expect(() => matmul(zeros([2, 1, 1]), zeros([3, 1, 1]))).toThrow(
      "matmul: shapes [2] and [3] do not broadcast",
    );
    expect(() => matmul(tensor(1), b)).toThrow("matmul: [] × [2, 2], at least one dimension each is needed");
    expect(() => matmul(a, b.to("float64"))).toThrow(
      "matmul: dtypes float32 × float64, the same on both sides is needed; to(dtype) converts",
    );
  });

  it("has the identity, transposes in reverse order, and is associative", () => {
    const size = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(size, size, size, fc.nat(), (m, k, n, seed) => {
        const rng = new Philox(seed);
        const make = (...shape: number[]) => randn(shape, { rng, dtype: "float64" });
        const [p, q, r] = [make(m, k), make(k, n), make(n, m)];
        expect(matmul(p, eye(k, { dtype: "float64" })).toArray()).toEqual(p.toArray());
        expect(allclose(matmul(p, q).transpose(0, 1), matmul(q.transpose(0, 1), p.transpose(0, 1)))).toBe(
          true,
        );
        expect(allclose(matmul(matmul(p, q), r), matmul(p, matmul(q, r)), { atol: 1e-10 })).toBe(true);
      }),
    );
  });
});
