import type { Gemm as CompiledGemm } from "../../compile/emit/gemm-code.ts";
import type { Products } from "../../compile/machine.ts";
import type { Blas } from "./blas.ts";
import { findBlas } from "./find-blas.ts";

/**
 * The products of compiled functions by a BLAS, on their memory: `compile(step, { products: blasProducts(blas) })`. With threads
 * each of them calls the library for its share, so the library itself should use one.
 */
export function blasProducts(blas: Blas): Products {
  return {
    functions: (memory) => ({ gemm: gemmOn(blas, memory) }),
    host: { url: import.meta.url, data: blas.library },
  };
}

/** The same functions in another thread, which finds the library by its name. */
export function hostFunctions(memory: WebAssembly.Memory, library: string): { gemm: CompiledGemm } {
  return { gemm: gemmOn(findBlas({ env: { BLANKFILE_BLAS: library } }), memory) };
}

function gemmOn(blas: Blas, memory: WebAssembly.Memory): CompiledGemm {
  const singles = new Float32Array(memory.buffer);
  const doubles = new Float64Array(memory.buffer, 0, Math.floor(memory.buffer.byteLength / 8));
  return (isDouble, transposeA, transposeB, M, N, K, a, lda, b, ldb, c, ldc) => {
    const all = isDouble ? doubles : singles;
    const from = (address: number) => all.subarray(address / all.BYTES_PER_ELEMENT);
    blas.gemm({
      ...{ float: isDouble ? "float64" : "float32", M, N, K, beta: 0 },
      ...{ transposeA: transposeA === 1, a: from(a), lda },
      ...{ transposeB: transposeB === 1, b: from(b), ldb },
      ...{ c: from(c), ldc },
    });
  };
}
