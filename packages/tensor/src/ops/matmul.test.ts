import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  allclose,
  eye,
  grad,
  matmul,
  mul,
  Philox,
  randn,
  type Tensor,
  tensor,
  zeros,
} from "../index.ts";
import { product } from "../product.ts";

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

  it("gives for a batch of large matrices, and for their gradients, what it gives for each and for stored transposes", () => {
    const rng = new Philox(4);
    const x = randn([2, 3, 31, 40], { rng, dtype: "float64", requiresGrad: true });
    const y = randn([3, 40, 37], { rng, dtype: "float64", requiresGrad: true });
    const g = randn([2, 3, 31, 37], { rng, dtype: "float64" });
    const z = matmul(x, y);
    z.backward(g);
    const [xt, yt] = [x.detach().transpose(-2, -1), y.detach().transpose(-2, -1)];
    expect(allclose(x.grad!, matmul(g, yt), { rtol: 1e-12, atol: 1e-12 })).toBe(true);
    expect(allclose(y.grad!, matmul(xt, g).sum({ dim: 0 }), { rtol: 1e-12, atol: 1e-12 })).toBe(true);
    for (let i = 0; i < 2; i++) {
      for (let j = 0; j < 3; j++) {
        const expected = new Float64Array(31 * 37);
        const a = x.data.slice((3 * i + j) * 31 * 40, (3 * i + j + 1) * 31 * 40);
        product(expected, a, y.data.slice(j * 40 * 37, (j + 1) * 40 * 37), [31, 40, 37]);
        const got = z.data.slice((3 * i + j) * 31 * 37, (3 * i + j + 1) * 31 * 37);
        expect(allclose(tensor([...got]), tensor([...expected]), { rtol: 1e-6, atol: 1e-6 })).toBe(true);
      }
    }
  });

  it("has derivatives of derivatives through the transposes that gradients never store", () => {
    const rng = new Philox(5);
    const make = (...shape: number[]) => randn(shape, { rng, dtype: "float64", requiresGrad: true });
    const [x, y, v, w] = [make(4, 3), make(3, 5), make(4, 3), make(3, 5)];
    const z = matmul(x, y).pow(2).mul(0.5).sum();
    const [dx, dy] = grad(z, [x, y], { createGraph: true }) as [Tensor, Tensor];
    const s = add(mul(dx, v).sum(), mul(dy, w).sum());
    const [sx, sy] = grad(s, [x, y]) as [Tensor, Tensor];
    // L = ½‖XY‖²: ∂L/∂X = XYYᵀ, ∂L/∂Y = XᵀXY, so s = tr(VᵀXYYᵀ) + tr(WᵀXᵀXY).
    const t = (m: Tensor) => m.detach().transpose(0, 1);
    const product3 = (a: Tensor, b: Tensor, c: Tensor) => matmul(matmul(a.detach(), b.detach()), c.detach());
    const expectedX = [product3(v, y, t(y)), product3(x, w, t(y)), product3(x, y, t(w))].reduce(add);
    const expectedY = [product3(t(x), v, y), product3(t(v), x, y), product3(t(x), x, w)].reduce(add);
    expect(allclose(sx, expectedX, { rtol: 1e-10, atol: 1e-10 })).toBe(true);
    expect(allclose(sy, expectedY, { rtol: 1e-10, atol: 1e-10 })).toBe(true);
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
