import type { TypedArray } from "./dtype.ts";
import type { ProductSize } from "./product.ts";
import { productTiled } from "./product-tiled.ts";
import { copyMatrix, type Floats, type MatrixView } from "./wasm/copy-matrix.ts";
import { PackedProduct } from "./wasm/product/product-packed.ts";

/** A matrix in row-major order; if `transposed`, its transpose is what is meant. */
export interface Factor {
  readonly data: TypedArray;
  readonly transposed: boolean;
}

/** Below so many multiplications the copies cost more than machine code saves: docs/decisions/0003-packed-products.md. */
const worthwhile = 10_000;

let packed: PackedProduct | undefined;
let refused = false;
let other: ProductWay | undefined;

/** Another way to compute out = A · B; it answers whether it did. */
export type ProductWay = (
  out: Floats,
  a: MatrixView<Floats>,
  b: MatrixView<Floats>,
  size: ProductSize,
) => boolean;

/** Asks `way` first, from now on, for products of at least so many multiplications; without one, nobody. */
export function setProduct(way: ProductWay | undefined): void {
  other = way;
}

/**
 * The matrix product by the way that is faster for its size and dtype: machine code, or the loop of `product-tiled.ts`.
 *
 * Where machine code cannot be had, because the page's policy forbids compiling or memory is short, the loop does
 * everything, and the console says so once.
 */
export function productFast(out: TypedArray, a: Factor, b: Factor, size: ProductSize): void {
  const [M, K, N] = size;
  const left = view(a, [M, K]);
  const right = view(b, [K, N]);
  if (isFloats(out) && isOver(left) && isOver(right) && N > 1 && M * K * N >= worthwhile) {
    if (other?.(out, left, right, size)) return;
    const code = machineCode(out, size);
    if (code) {
      code.multiply(out, left, right, size);
      return;
    }
  }
  productTiled(out, rowMajor(a, left, [M, K]), rowMajor(b, right, [K, N]), size);
}

function machineCode(out: Floats, size: ProductSize): PackedProduct | undefined {
  if (refused) return undefined;
  try {
    packed ??= new PackedProduct();
    packed.prepare(out, size);
    return packed;
  } catch (reason) {
    refused = true;
    packed = undefined;
    console.warn(
      `matmul: WebAssembly refused (${String(reason)}), a policy with 'wasm-unsafe-eval' and free memory are needed; plain loops compute instead`,
    );
    return undefined;
  }
}

function view({ data, transposed }: Factor, [rows, columns]: readonly [number, number]): MatrixView {
  return transposed ? { data, start: 0, row: 1, column: rows } : { data, start: 0, row: columns, column: 1 };
}

function rowMajor(
  { data, transposed }: Factor,
  matrix: MatrixView,
  [rows, columns]: readonly [number, number],
): TypedArray {
  if (!transposed) return data;
  const copy = data.slice();
  copyMatrix({ data: copy, start: 0, row: columns, column: 1 }, matrix, [rows, columns]);
  return copy;
}

function isOver(matrix: MatrixView): matrix is MatrixView<Floats> {
  return isFloats(matrix.data);
}

function isFloats(data: TypedArray): data is Floats {
  return data instanceof Float32Array || data instanceof Float64Array;
}
