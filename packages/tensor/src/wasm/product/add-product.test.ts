import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Philox } from "../../philox.ts";
import { scratchBytes } from "./add-product.ts";
import { type ProductFunction, productModule } from "./product-module.ts";

type Float = "float32" | "float64";
const bytesOf = { float32: 4, float64: 8 };

function codeOf(float: Float) {
  const memory = new WebAssembly.Memory({ initial: 128 });
  const module = new WebAssembly.Module(productModule(float, true));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const numbers = new (float === "float32" ? Float32Array : Float64Array)(memory.buffer);
  return { numbers, ...(exports as unknown as Record<"write" | "add", ProductFunction>) };
}

const codes = { float32: codeOf("float32"), float64: codeOf("float64") };
const [aAt, bAt, cAt, scratchAt] = [0, 100_000, 200_000, 300_000];
const gap = 3;

/** Strides of a matrix, [row, column]: by rows, by columns, with every second number left out, the first row for all. */
function strides(kind: number, rows: number, columns: number): readonly [number, number] {
  return (
    [
      [columns, 1],
      [1, rows],
      [2 * columns, 2],
      [0, 1],
    ] as const
  )[kind]!;
}

describe("addProduct", () => {
  const side = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(41, 133));
  const kind = fc.integer({ min: 0, max: 3 });
  const float = fc.constantFrom<Float>("float32", "float64");

  it("multiplies whole numbers exactly, with any strides, and touches nothing but C and its scratch memory", () => {
    fc.assert(
      fc.property(float, side, side, side, kind, kind, fc.boolean(), fc.nat(), (float, M, K, N, ...rest) => {
        const [kindA, kindB, accumulate, seed] = rest;
        const { numbers, write, add } = codes[float];
        const rng = new Philox(seed);
        numbers.fill(Number.NaN, 0, 500_000);
        const pattern = Array.from({ length: 1009 }, () => Math.floor(7 * rng.uniform()) - 3);
        for (const [start, size] of [[aAt, 2 * M * K] as const, [bAt, 2 * K * N] as const]) {
          for (let i = 0; i < size; i++) numbers[start + i] = pattern[(i + start) % 1009]!;
        }
        const [[aRow, aColumn], [bRow, bColumn]] = [strides(kindA, M, K), strides(kindB, K, N)];
        const row = N + gap;
        const before = accumulate ? 2 : Number.NaN;
        numbers.fill(before, cAt, cAt + M * row);
        const operands = [cAt, row, aAt, aRow, aColumn, bAt, bRow, bColumn].map((x) => x * bytesOf[float]);
        const code = accumulate ? add : write;
        code(...([...operands, M, K, N, scratchAt * bytesOf[float]] as Parameters<ProductFunction>));
        const expected = Array.from({ length: M * row }, (_, at) => {
          const [i, j] = [Math.floor(at / row), at % row];
          if (j >= N) return before;
          let sum = accumulate ? 2 : 0;
          for (let k = 0; k < K; k++) {
            sum += numbers[aAt + i * aRow + k * aColumn]! * numbers[bAt + k * bRow + j * bColumn]!;
          }
          return sum + 0;
        });
        expect(Array.from(numbers.subarray(cAt, cAt + M * row), (value) => value + 0)).toEqual(expected);
        const scratch = Math.ceil(scratchBytes(float, [M, K, N]) / bytesOf[float]);
        expect([numbers[cAt + M * row], numbers[scratchAt + scratch]]).toEqual([Number.NaN, Number.NaN]);
      }),
      { numRuns: 100 },
    );
  });

  it("gives the same bits for any division of rows and columns", () => {
    const [M, K, N] = [137, 600, 150];
    const { numbers, write } = codes.float32;
    const rng = new Philox(3);
    for (let i = 0; i < M * K; i++) numbers[aAt + i] = rng.normal();
    for (let i = 0; i < K * N; i++) numbers[bAt + i] = rng.normal();
    const part = (i: number, rows: number, j: number, columns: number) =>
      write(
        ...[4 * (cAt + i * N + j), 4 * N, 4 * (aAt + i * K), 4 * K, 4],
        ...([4 * (bAt + j), 4 * N, 4, rows, K, columns, 4 * scratchAt] as const),
      );
    part(0, M, 0, N);
    const whole = numbers.slice(cAt, cAt + M * N);
    for (const [height, width] of [
      [1, 150],
      [23, 8],
      [64, 33],
    ] as const) {
      numbers.fill(0, cAt, cAt + M * N);
      for (let i = 0; i < M; i += height) {
        for (let j = 0; j < N; j += width) part(i, Math.min(height, M - i), j, Math.min(width, N - j));
      }
      expect(numbers.slice(cAt, cAt + M * N)).toEqual(whole);
    }
  });
});
