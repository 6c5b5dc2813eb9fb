import type { TypedArray } from "./dtype.ts";

/** Rows of A, columns of A = rows of B, columns of B. */
export type ProductSize = readonly [M: number, K: number, N: number];

/**
 * The matrix product as it is defined: c_ij = Σ_k a_ik · b_kj, k upwards, summed in float64, rounded once.
 *
 * `product-tiled.ts` gives the same numbers, bit for bit, in less time.
 */
export function product(out: TypedArray, a: TypedArray, b: TypedArray, [M, K, N]: ProductSize): void {
  for (let i = 0; i < M; i++) {
    for (let j = 0; j < N; j++) {
      let c = 0;
      for (let k = 0; k < K; k++) c += a[i * K + k]! * b[k * N + j]!;
      out[i * N + j] = c;
    }
  }
}
