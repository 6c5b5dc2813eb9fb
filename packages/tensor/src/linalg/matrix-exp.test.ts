import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile, det, grad, matmul, matrixExp, Philox, randn, type Tensor, tensor } from "../index.ts";
import { hilbert, matrix, relativeDistance } from "./hard.fixture.ts";

describe("matrixExp", () => {
  it("turns: e^(t J) is the rotation by t", () => {
    for (const t of [0.1, 1, 100]) {
      const { data } = matrixExp(
        tensor(
          [
            [0, -t],
            [t, 0],
          ],
          { dtype: "float64" },
        ),
      );
      [Math.cos(t), -Math.sin(t), Math.sin(t), Math.cos(t)].forEach((value, i) => {
        expect(Math.abs(data[i]! - value)).toBeLessThan(1e-13);
      });
    }
  });

  it("ends after n terms where Aⁿ = 0", () => {
    const nilpotent = matrix(3, 3, (i, j) => (j === i + 1 ? 2 : 0));
    const expected = tensor(
      [
        [1, 2, 2],
        [0, 1, 2],
        [0, 0, 1],
      ],
      { dtype: "float64" },
    );
    expect(relativeDistance(matrixExp(nilpotent), expected)).toBeLessThan(1e-15);
  });

  it("e^A e^−A = I, det e^A = e^(trace A), and (e^A)² = e^2A", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), (n, seed) => {
        const a = randn([n, n], { rng: new Philox(seed), dtype: "float64" });
        const e = matrixExp(a);
        const inverse = matrixExp(a.neg());
        const size = e.abs().sum().item() * inverse.abs().sum().item();
        const product = matmul(e, inverse).data;
        product.forEach((value, at) => {
          expect(Math.abs(value - (at % (n + 1) === 0 ? 1 : 0))).toBeLessThan(size * 1e-13);
        });
        expect(relativeDistance(matmul(e, e), matrixExp(a.mul(2)))).toBeLessThan(1e-12);
        const trace = Array.from({ length: n }, (_, i) => a.data[i * (n + 1)]!).reduce((p, q) => p + q, 0);
        expect(Math.abs(det(e).item() / Math.exp(trace) - 1)).toBeLessThan(size * 1e-13);
      }),
      { seed: 11, numRuns: 40 },
    );
  });

  it("a batch of matrices of very different sizes is as each alone", () => {
    const a = randn([3, 4, 4], { rng: new Philox(12), dtype: "float64" });
    const scaled = a.mul(tensor([[[1e-3]], [[1]], [[30]]], { dtype: "float64" }));
    const all = matrixExp(scaled);
    for (let i = 0; i < 3; i++) {
      expect(relativeDistance(all.slice(i), matrixExp(scaled.slice(i)))).toBeLessThan(1e-15);
    }
  });

  it("of a Hilbert matrix in float32 is that in float64, rounded", () => {
    const wide = matrixExp(hilbert(6).to("float32").to("float64"));
    expect(matrixExp(hilbert(6).to("float32")).toArray()).toEqual(wide.to("float32").toArray());
  });

  it("compiled, it squares as often as the numbers of each call ask", () => {
    const a = randn([4, 4], { rng: new Philox(13), dtype: "float64" });
    const compiled = compile((x: Tensor) => matrixExp(x));
    for (const size of [1, 30, 1e-3, 8]) {
      expect(relativeDistance(compiled(a.mul(size)), matrixExp(a.mul(size)))).toBe(0);
    }
  });

  it("the gradient through the block matrix is the one through the products, whatever the size of g", () => {
    const a = randn([2, 4, 4], { rng: new Philox(14), dtype: "float64", requiresGrad: true });
    const g = randn([2, 4, 4], { rng: new Philox(15), dtype: "float64" });
    for (const size of [1, 1e100, 1e-100]) {
      const gradOutputs = [g.mul(size)];
      const [products] = grad([matrixExp(a)], [a], { gradOutputs });
      const [blocks] = grad([matrixExp(a)], [a], { gradOutputs, createGraph: true });
      const unit = (x: Tensor): Tensor => x.detach().mul(1 / size);
      expect(relativeDistance(unit(blocks!), unit(products!))).toBeLessThan(1e-14);
    }
  });

  it("refuses infinity by its place", () => {
    expect(() => matrixExp(tensor([[Infinity]]))).toThrow("matrixExp: Infinity at element 0, finite");
  });
});
