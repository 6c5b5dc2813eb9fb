import { afterEach, describe, expect, it } from "vitest";
import "../../methods.ts";
import { Philox } from "../../philox.ts";
import { product } from "../../product.ts";
import { randn } from "../../random.ts";
import type { Floats } from "../../wasm/copy-matrix.ts";
import { Blas, type GemmFunction } from "./blas.ts";
import { useBlas } from "./use-blas.ts";

afterEach(() => useBlas(undefined));

/** A library that notes how it is called, and computes by the definition. */
function noting() {
  const calls: string[] = [];
  const gemm: GemmFunction = (_order, left, right, M, N, K, _alpha, a, lda, b, ldb, _beta, c) => {
    calls.push([left, right, M, N, K, lda, ldb].join(" "));
    const rows = (data: Floats, ld: number, flip: boolean, m: number, n: number) =>
      Float64Array.from({ length: m * n }, (_, at) => {
        const [i, j] = [Math.floor(at / n), at % n];
        return data[flip ? j * ld + i : i * ld + j]!;
      });
    const size = [M, K, N] as [number, number, number];
    const A = rows(a as Floats, lda as number, left === 112, size[0], size[1]);
    const B = rows(b as Floats, ldb as number, right === 112, size[1], size[2]);
    product(c as Floats, A, B, size);
  };
  return { calls, blas: new Blas("noting", { float32: gemm, float64: gemm }, undefined) };
}

describe("useBlas", () => {
  it("hands matmul and both its gradients to the library, transposes as flags", () => {
    const { calls, blas } = noting();
    const run = () => {
      const rng = new Philox(4);
      const x = randn([40, 30], { rng, requiresGrad: true, dtype: "float64" });
      const y = randn([30, 50], { rng, requiresGrad: true, dtype: "float64" });
      const z = x.matmul(y);
      z.mul(z).sum().backward();
      return [z, x.grad!, y.grad!].map((each) => each.toString());
    };
    const own = run();
    useBlas(blas);
    expect(run()).toEqual(own);
    const [plain, flipped] = [111, 112];
    expect(calls).toEqual([
      `${plain} ${plain} 40 50 30 30 50`,
      `${plain} ${flipped} 40 30 50 50 50`,
      `${flipped} ${plain} 30 50 40 30 50`,
    ]);
  });

  it("leaves small products, a single column and integers to the package's own code, and everything after undefined", () => {
    const { calls, blas } = noting();
    const square = (side: number) => randn([side, side], { rng: new Philox(1) });
    useBlas(blas);
    square(4).matmul(square(4));
    square(200).matmul(randn([200, 1], { rng: new Philox(2) }));
    square(40).to("int32").matmul(square(40).to("int32"));
    useBlas(undefined);
    square(40).matmul(square(40));
    expect(calls).toEqual([]);
  });
});
