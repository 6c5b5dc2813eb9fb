import type { TypedArray } from "./dtype.ts";
import type { ProductSize } from "./product.ts";

/**
 * The matrix product in tiles of four rows and two columns.
 *
 * Eight sums stay in registers while k runs, so that each number read serves two or four products instead of one. Two
 * columns of B are first copied side by side, so that both operands are read forwards through memory. Every sum still
 * adds in the order of k, as in `product.ts`.
 */
export function productTiled(out: TypedArray, a: TypedArray, b: TypedArray, size: ProductSize): void {
  const [, K, N] = size;
  const pair = new Float64Array(2 * K);
  const rows = a instanceof Float64Array ? a : new Float64Array(a);
  for (let j = 0; j < N; j += 2) {
    const wide = j + 1 < N;
    for (let k = 0; k < K; k++) {
      pair[2 * k] = b[k * N + j]!;
      pair[2 * k + 1] = wide ? b[k * N + j + 1]! : 0;
    }
    columns(out, rows, pair, size, { j, wide });
  }
}

/** Columns j and, if `wide`, j + 1 of the product. */
function columns(
  out: TypedArray,
  a: Float64Array,
  pair: Float64Array,
  [M, K, N]: ProductSize,
  { j, wide }: { j: number; wide: boolean },
): void {
  let i = 0;
  for (; i + 4 <= M; i += 4) {
    const [r0, r1, r2, r3] = [i * K, (i + 1) * K, (i + 2) * K, (i + 3) * K];
    let [c00, c01, c10, c11, c20, c21, c30, c31] = [0, 0, 0, 0, 0, 0, 0, 0];
    for (let k = 0; k < K; k++) {
      const b0 = pair[2 * k]!;
      const b1 = pair[2 * k + 1]!;
      const a0 = a[r0 + k]!;
      const a1 = a[r1 + k]!;
      const a2 = a[r2 + k]!;
      const a3 = a[r3 + k]!;
      c00 += a0 * b0;
      c01 += a0 * b1;
      c10 += a1 * b0;
      c11 += a1 * b1;
      c20 += a2 * b0;
      c21 += a2 * b1;
      c30 += a3 * b0;
      c31 += a3 * b1;
    }
    const at = i * N + j;
    out[at] = c00;
    out[at + N] = c10;
    out[at + 2 * N] = c20;
    out[at + 3 * N] = c30;
    if (!wide) continue;
    out[at + 1] = c01;
    out[at + N + 1] = c11;
    out[at + 2 * N + 1] = c21;
    out[at + 3 * N + 1] = c31;
  }
  for (; i < M; i++) {
    let [c0, c1] = [0, 0];
    for (let k = 0; k < K; k++) {
      const aik = a[i * K + k]!;
      c0 += aik * pair[2 * k]!;
      c1 += aik * pair[2 * k + 1]!;
    }
    out[i * N + j] = c0;
    if (wide) out[i * N + j + 1] = c1;
  }
}
