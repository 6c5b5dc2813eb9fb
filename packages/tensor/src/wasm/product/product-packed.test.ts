import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Philox } from "../../philox.ts";
import { type ProductSize, product } from "../../product.ts";
import { copyMatrix, type Floats, type MatrixView } from "../copy-matrix.ts";
import { PackedProduct } from "./product-packed.ts";

type Float = "float32" | "float64";

const arrays = { float32: Float32Array, float64: Float64Array };
const rowMajor = <Data extends Floats>(data: Data, columns: number): MatrixView<Data> => ({
  data,
  start: 0,
  row: columns,
  column: 1,
});

/** The same matrix stored by columns. */
function byColumns({ data, row }: MatrixView<Floats>, rows: number): MatrixView<Floats> {
  const turned = { data: data.slice(), start: 0, row: 1, column: rows };
  copyMatrix(turned, rowMajor(data, row), [rows, row]);
  return turned;
}

/** The product by machine code, by the definition, and Σ |a||b|, which scales the rounding errors of either. */
function both(
  packed: PackedProduct,
  float: Float,
  size: ProductSize,
  [ta, tb, seed]: [boolean, boolean, number],
) {
  const [M, K, N] = size;
  const rng = new Philox(seed);
  const a = new arrays[float](M * K).map(() => rng.normal());
  const b = new arrays[float](K * N).map(() => rng.normal());
  const left = ta ? byColumns(rowMajor(a, K), M) : rowMajor(a, K);
  const right = tb ? byColumns(rowMajor(b, N), K) : rowMajor(b, N);
  const [out, expected, scale] = [0, 1, 2].map(() => new arrays[float](M * N).fill(Number.NaN));
  packed.multiply(out!, left, right, size);
  product(expected!, a, b, size);
  product(scale!, a.map(Math.abs), b.map(Math.abs), size);
  return { out: out!, expected: expected!, scale: scale! };
}

/**
 * A sum of K products that rounds at each step is off by at most K · ε · Σ |a||b|, and by about √K · ε of it in the mean:
 * below 1e-5 and 1e-12 for the sizes here.
 */
const tolerance = { float32: 1e-5, float64: 1e-12 };

describe("PackedProduct", () => {
  it("multiplies [[1, 2], [3, 4]] by [[5, 6], [7, 8]]", () => {
    const out = new Float32Array(4);
    const [a, b] = [Float32Array.of(1, 2, 3, 4), Float32Array.of(5, 6, 7, 8)];
    new PackedProduct().multiply(out, rowMajor(a, 2), rowMajor(b, 2), [2, 2, 2]);
    expect([...out]).toEqual([19, 22, 43, 50]);
  });

  it("is the definition up to rounding, for any size, transposes and pieces", () => {
    const packs = [new PackedProduct(), new PackedProduct({ longest: 16 })];
    const side = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 70 }));
    const float = fc.constantFrom<Float>("float32", "float64");
    fc.assert(
      fc.property(
        side,
        side,
        side,
        float,
        fc.boolean(),
        fc.boolean(),
        fc.nat(),
        (M, K, N, float, ta, tb, seed) => {
          const [whole, pieces] = packs.map((packed) => both(packed, float, [M, K, N], [ta, tb, seed]));
          expect(pieces!.out).toEqual(whole!.out);
          whole!.out.forEach((value, i) => {
            expect(Math.abs(value - whole!.expected[i]!)).toBeLessThanOrEqual(
              tolerance[float] * whole!.scale[i]!,
            );
          });
        },
      ),
    );
  });

  it.each(["float32", "float64"] as const)("agrees where every loop has a rest, in %s", (float) => {
    const { out, expected, scale } = both(new PackedProduct(), float, [133, 1030, 75], [false, true, 3]);
    const worst = Math.max(...Array.from(out, (value, i) => Math.abs(value - expected[i]!) / scale[i]!));
    expect(worst).toBeLessThan(tolerance[float]);
  });

  it("carries NaN and infinity to their rows and columns only", () => {
    const [M, K, N] = [6, 5, 9] as const;
    const a = new Float32Array(M * K).fill(1);
    const b = new Float32Array(K * N).fill(2);
    a[2 * K + 4] = Number.NaN;
    b[3 * N + 8] = Number.POSITIVE_INFINITY;
    a[5 * K + 3] = 0;
    const [out, expected] = [new Float32Array(M * N), new Float32Array(M * N)];
    new PackedProduct().multiply(out, rowMajor(a, K), rowMajor(b, N), [M, K, N]);
    product(expected, a, b, [M, K, N]);
    expect(out).toEqual(expected);
    expect([out[0], out[8], out[2 * N], out[5 * N + 8]]).toEqual([10, Infinity, NaN, NaN]);
  });

  it("gives the same bits each time, whatever was computed between", () => {
    const packed = new PackedProduct();
    const first = both(packed, "float32", [37, 600, 41], [false, false, 5]).out;
    both(packed, "float64", [50, 50, 50], [true, false, 6]);
    both(packed, "float32", [200, 3, 9], [false, true, 7]);
    expect(both(packed, "float32", [37, 600, 41], [false, false, 5]).out).toEqual(first);
  });

  it("uses its memory again: no byte more after a thousand products in one loop", () => {
    const packed = new PackedProduct();
    const [a, b] = [new Float32Array(64 * 64).fill(1), new Float32Array(64 * 64).fill(1)];
    const out = new Float32Array(64 * 64);
    packed.multiply(out, rowMajor(a, 64), rowMajor(b, 64), [64, 64, 64]);
    const before = packed.memory.bytes;
    for (let i = 0; i < 1000; i++) packed.multiply(out, rowMajor(a, 64), rowMajor(b, 64), [64, 64, 64]);
    expect(packed.memory.bytes).toBe(before);
    expect(before).toBeLessThan(200_000);
  });

  it("needs no more memory for longer matrices than for the longest piece", () => {
    const packed = new PackedProduct({ longest: 32 });
    both(packed, "float32", [32, 32, 32], [false, false, 1]);
    const before = packed.memory.bytes;
    both(packed, "float32", [300, 300, 300], [false, false, 1]);
    expect(packed.memory.bytes).toBe(before);
  });
});
