import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Philox } from "./philox.ts";
import { type ProductSize, product } from "./product.ts";
import { productTiled } from "./product-tiled.ts";

describe("matrix products", () => {
  it("of [[1, 2], [3, 4]] and [[5, 6], [7, 8]] is [[19, 22], [43, 50]]", () => {
    const [a, b] = [Float64Array.of(1, 2, 3, 4), Float64Array.of(5, 6, 7, 8)];
    for (const multiply of [product, productTiled]) {
      const out = new Float64Array(4);
      multiply(out, a, b, [2, 2, 2]);
      expect([...out]).toEqual([19, 22, 43, 50]);
    }
  });

  it("in tiles equal the definition bit for bit, for any size and dtype", () => {
    const size = fc.integer({ min: 0, max: 11 });
    fc.assert(
      fc.property(size, size, size, fc.boolean(), fc.nat(), (M, K, N, wide, seed) => {
        const rng = new Philox(seed);
        const make = (n: number) => (wide ? new Float64Array(n) : new Float32Array(n));
        const a = make(M * K).map(() => rng.normal());
        const b = make(K * N).map(() => rng.normal());
        const [plain, tiled] = [make(M * N), make(M * N)];
        const sizes: ProductSize = [M, K, N];
        product(plain, a, b, sizes);
        productTiled(tiled, a, b, sizes);
        expect(tiled).toEqual(plain);
      }),
    );
  });
});
