import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Philox } from "../../philox.ts";
import type { Floats } from "../../wasm/copy-matrix.ts";
import type { Blas, Gemm } from "./blas.ts";
import { findBlas } from "./find-blas.ts";

const found = search();
if (typeof found === "string") console.warn(`Not checked, for want of a BLAS here: ${found}`);
const blas = found as Blas;
const arrays = { float32: Float32Array, float64: Float64Array };
/** A sum of K ≤ 40 products is off by at most K · ε · Σ |a||b|. */
const tolerance = { float32: 40 * 2 ** -24, float64: 40 * 2 ** -53 };

function search(): Blas | string {
  try {
    return findBlas();
  } catch (reason) {
    return String(reason);
  }
}

/** Element (i, j) of what is stored, or of its transpose. */
const element = (data: Floats, ld: number, transposed: boolean, i: number, j: number) =>
  data[transposed ? j * ld + i : i * ld + j]!;

/** C by the definition, and Σ |a||b| + |β c|, which scales its rounding error. */
function definition({ float, transposeA, transposeB, M, N, K, a, lda, b, ldb, c, ldc, beta }: Gemm) {
  const [value, scale] = [Float64Array.from(c), Float64Array.from(c)];
  for (let i = 0; i < M; i++) {
    for (let j = 0; j < N; j++) {
      const at = i * ldc + j;
      value[at] = beta === 0 ? 0 : beta * c[at]!;
      scale[at] = Math.abs(value[at]);
      for (let k = 0; k < K; k++) {
        const term = element(a, lda, transposeA, i, k) * element(b, ldb, transposeB, k, j);
        value[at] += term;
        scale[at] += Math.abs(term);
      }
      scale[at] *= tolerance[float];
    }
  }
  return { value, scale };
}

const side = fc.integer({ min: 0, max: 40 });
const gap = fc.integer({ min: 0, max: 3 });
const orders = fc.record({
  float: fc.constantFrom("float32" as const, "float64" as const),
  transposeA: fc.boolean(),
  transposeB: fc.boolean(),
  M: side,
  N: side,
  K: side,
  gaps: fc.tuple(gap, gap, gap),
  beta: fc.constantFrom(0, 1, -0.5),
  seed: fc.nat(),
});

describe.skipIf(typeof found === "string")("Blas.gemm", () => {
  it("multiplies [[1, 2], [3, 4]] by [[5, 6], [7, 8]] and adds twice what was there", () => {
    const [a, b, c] = [Float64Array.of(1, 2, 3, 4), Float64Array.of(5, 6, 7, 8), Float64Array.of(1, 1, 1, 0)];
    const order = { float: "float64", transposeA: false, transposeB: false, M: 2, N: 2, K: 2 } as const;
    blas.gemm({ ...order, a, lda: 2, b, ldb: 2, c, ldc: 2, beta: 2 });
    expect([...c]).toEqual([21, 24, 45, 50]);
    blas.gemm({ ...order, transposeA: true, a, lda: 2, b, ldb: 2, c: c.fill(Number.NaN), ldc: 2, beta: 0 });
    expect([...c]).toEqual([26, 30, 38, 44]);
  });

  it("is the definition for any sizes, distances and transposes, and writes nothing between the rows", () => {
    fc.assert(
      fc.property(orders, ({ gaps, seed, ...shape }) => {
        const { float, transposeA, transposeB, M, N, K } = shape;
        const rng = new Philox(seed);
        const matrix = (rows: number, columns: number, gap: number) => {
          const ld = Math.max(1, columns + gap);
          return [new arrays[float](rows * ld).map(() => rng.normal()), ld] as const;
        };
        const [a, lda] = transposeA ? matrix(K, M, gaps[0]) : matrix(M, K, gaps[0]);
        const [b, ldb] = transposeB ? matrix(N, K, gaps[1]) : matrix(K, N, gaps[1]);
        const [c, ldc] = matrix(M, N, gaps[2]);
        const order = { ...shape, a, lda, b, ldb, c, ldc };
        const { value, scale } = definition(order);
        const before = c.slice();
        blas.gemm(order);
        c.forEach((got, i) => {
          if (i % ldc >= N) expect(got).toBe(before[i]);
          else expect(Math.abs(got - value[i]!)).toBeLessThanOrEqual(scale[i]!);
        });
      }),
    );
  });

  it("works in place on shared WebAssembly memory", () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    const at = (offset: number) => new Float32Array(memory.buffer, offset, 4);
    const [a, b, c] = [at(0), at(64), at(128)];
    a.set([1, 2, 3, 4]);
    b.set([5, 6, 7, 8]);
    const order = { float: "float32", transposeA: false, transposeB: true, M: 2, N: 2, K: 2 } as const;
    blas.gemm({ ...order, a, lda: 2, b, ldb: 2, c, ldc: 2, beta: 0 });
    expect([...new Float32Array(memory.buffer, 128, 5)]).toEqual([17, 23, 39, 53, 0]);
  });

  it("refuses what would reach beyond an array, and arrays of another type", () => {
    const [a, b, c] = [0, 1, 2].map(() => new Float32Array(6));
    const order = {
      float: "float32",
      transposeA: false,
      transposeB: false,
      M: 2,
      N: 3,
      K: 2,
      beta: 0,
    } as const;
    const good = { ...order, a: a!, lda: 2, b: b!, ldb: 3, c: c!, ldc: 3 };
    blas.gemm(good);
    const refuses = (change: Partial<Gemm>, message: string) =>
      expect(() => blas.gemm({ ...good, ...change })).toThrow(message);
    refuses({ lda: 5 }, "Blas.gemm: a holds 6 numbers, 7 are needed for 2 rows of 2 at distance 5");
    refuses(
      { transposeB: true, ldb: 3, N: 4 },
      "b holds 6 numbers, 11 are needed for 4 rows of 2 at distance 3",
    );
    refuses({ ldc: 2 }, "ldc is 2, a whole number from 3 to 2³¹ − 1 is needed for rows of 3");
    refuses({ M: -1 }, "Blas.gemm: M, N, K are -1, 3, 2, whole numbers from 0 are needed");
    refuses({ K: Number.NaN }, "whole numbers from 0 are needed");
    refuses(
      { float: "float64" },
      "a, b and c are Float32Array, Float32Array, Float32Array, three Float64Array",
    );
    expect(() => blas.setThreads(0)).toThrow("Blas: 0 threads, a whole number from 1 is needed");
  });
});
