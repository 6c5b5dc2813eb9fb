import type { ProductSize } from "../../product.ts";
import { copyMatrix, type Floats, from, type MatrixView } from "../copy-matrix.ts";
import type { Float } from "../lanes.ts";
import { GrowingMemory } from "../memory.ts";
import { scratchBytes } from "./add-product.ts";
import { type ProductFunction, productModule } from "./product-module.ts";

/**
 * The machine code of the matrix product, and the memory that it works on.
 *
 * Operands are copied into the memory and C out of it, in pieces with no side above `longest`: so the memory has a bound
 * whatever the matrices, and the next product uses it again.
 */
export class PackedProduct {
  readonly memory = new GrowingMemory();
  readonly #longest: number;
  readonly #code = new Map<Float, ProductCode>();

  constructor({ longest = 2048 }: { longest?: number } = {}) {
    this.#longest = longest;
  }

  /**
   * out = A · B, as `product.ts` defines it.
   *
   * Each c_ij adds in the order of k, in the dtype of the operands: a float32 sum rounds at each step, where the definition,
   * in float64, rounds once.
   */
  multiply(out: Floats, a: MatrixView<Floats>, b: MatrixView<Floats>, [M, K, N]: ProductSize): void {
    const { float, code, places } = this.prepare(out, [M, K, N]);
    const longest = this.#longest;
    const c = { data: out, start: 0, row: N, column: 1 };
    for (let i = 0; i < M; i += longest) {
      for (let j = 0; j < N; j += longest) {
        const [rows, columns] = [Math.min(longest, M - i), Math.min(longest, N - j)];
        const sum = { data: this.memory.view(float), start: places.c, row: columns, column: 1 };
        for (let k = 0; k === 0 || k < K; k += longest) {
          const size = [rows, Math.min(longest, K - k), columns] as const;
          this.#add(k === 0 ? code.write : code.add, sum, [from(a, i, k), from(b, k, j)], places, size);
        }
        copyMatrix(from(c, i, j), sum, [rows, columns]);
      }
    }
  }

  /** Compiles and takes memory, if that is still to be done. Throws where compiling is forbidden or memory is short. */
  prepare(out: Floats, [M, K, N]: ProductSize) {
    const float: Float = out instanceof Float32Array ? "float32" : "float64";
    const longest = this.#longest;
    const code = this.#codeFor(float);
    const places = layout(float, [Math.min(M, longest), Math.min(K, longest), Math.min(N, longest)]);
    this.memory.reserve(places.end * out.BYTES_PER_ELEMENT);
    return { float, code, places };
  }

  /** sum = A · B or sum += A · B for one piece. */
  #add(
    code: ProductFunction,
    sum: MatrixView<Floats>,
    [a, b]: readonly [MatrixView<Floats>, MatrixView<Floats>],
    places: Places,
    [M, K, N]: ProductSize,
  ): void {
    const left = inside(sum.data, places.a, a, [M, K]);
    const right = inside(sum.data, places.b, b, [K, N]);
    copyMatrix(left, a, [M, K]);
    copyMatrix(right, b, [K, N]);
    const n = sum.data.BYTES_PER_ELEMENT;
    const operands = [
      [sum.start, sum.row],
      [left.start, left.row, left.column],
      [right.start, right.row, right.column],
    ].flat();
    const inBytes = (numbers: readonly number[]) => numbers.map((x) => n * x);
    code(...([...inBytes(operands), M, K, N, places.scratch * n] as Parameters<ProductFunction>));
  }

  #codeFor(float: Float): ProductCode {
    const known = this.#code.get(float);
    if (known) return known;
    const fused = productModule(float, true);
    const bytes = WebAssembly.validate(fused) ? fused : productModule(float, false);
    const imports = { env: { memory: this.memory.memory } };
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
    const code = instance.exports as unknown as ProductCode;
    this.#code.set(float, code);
    return code;
  }
}

interface ProductCode {
  readonly write: ProductFunction;
  readonly add: ProductFunction;
}

type Places = ReturnType<typeof layout>;

/** Where the pieces lie in the memory, counted in numbers, each at the start of a cache line. */
function layout(float: Float, [M, K, N]: ProductSize) {
  const line = 16;
  const a = 0;
  const b = roundUp(a + M * K, line);
  const c = roundUp(b + K * N, line);
  const scratch = roundUp(c + M * N, line);
  const bytes = float === "float32" ? 4 : 8;
  return { a, b, c, scratch, end: scratch + scratchBytes(float, [M, K, N]) / bytes };
}

/** A place in the memory for a matrix, whose lines are those of the original. */
function inside(
  data: Floats,
  start: number,
  like: MatrixView<Floats>,
  [rows, columns]: readonly [number, number],
): MatrixView<Floats> {
  const byColumns = like.row === 1 && like.column !== 1;
  return byColumns ? { data, start, row: 1, column: rows } : { data, start, row: columns, column: 1 };
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}
