import { type ProductWay, setProduct } from "../../product-fast.ts";
import type { Floats, MatrixView } from "../../wasm/copy-matrix.ts";
import type { Blas } from "./blas.ts";

/**
 * Lets a BLAS compute the larger products of `matmul` from now on; `undefined` gives them back to the package's own code.
 *
 * Results differ from those by rounding: relative 1e-5 in float32, 1e-12 in float64.
 */
export function useBlas(blas: Blas | undefined): void {
  setProduct(blas && productBy(blas));
}

function productBy(blas: Blas): ProductWay {
  return (out, a, b, [M, K, N]) => {
    const float = out instanceof Float32Array ? "float32" : "float64";
    const [left, right] = [stored(a, K), stored(b, N)];
    if (!left || !right || kind(a.data) !== kind(out) || kind(b.data) !== kind(out)) return false;
    blas.gemm({
      ...{ float, M, N, K, beta: 0 },
      ...{ transposeA: left.transposed, a: left.data, lda: left.ld },
      ...{ transposeB: right.transposed, b: right.data, ldb: right.ld },
      ...{ c: out, ldc: Math.max(1, N) },
    });
    return true;
  };
}

/** A matrix as BLAS wants it: rows, or columns, that each lie in one piece. */
function stored({ data, start, row, column }: MatrixView<Floats>, columns: number) {
  const from = start === 0 ? data : data.subarray(start);
  if (column === 1) return { data: from, transposed: false, ld: Math.max(row, columns, 1) };
  return row === 1 ? { data: from, transposed: true, ld: column } : undefined;
}

function kind(data: Floats) {
  return data.constructor;
}
