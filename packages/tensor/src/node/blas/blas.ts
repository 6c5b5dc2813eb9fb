import type { Floats } from "../../wasm/copy-matrix.ts";
import type { Float } from "../../wasm/lanes.ts";

/** C ← A · B + β · C on matrices in row-major order; `transposeA` says that a holds Aᵀ. */
export interface Gemm {
  readonly float: Float;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** A is [M, K], B is [K, N], C is [M, N], each after its transpose. */
  readonly M: number;
  readonly N: number;
  readonly K: number;
  readonly a: Floats;
  /** Numbers from one row of what is stored to the next. */
  readonly lda: number;
  readonly b: Floats;
  readonly ldb: number;
  readonly c: Floats;
  readonly ldc: number;
  /** 0: what C held does not matter, not even NaN. */
  readonly beta: number;
}

/** cblas_sgemm or cblas_dgemm. */
export type GemmFunction = (...args: (number | Floats)[]) => void;

const rowMajor = 101;
const plain = 111;
const transposed = 112;
const arrays = { float32: Float32Array, float64: Float64Array };

/** A library of matrix products that was found on this machine. */
export class Blas {
  /** The name under which it was loaded. */
  readonly library: string;
  readonly #gemm: Record<Float, GemmFunction>;
  readonly #setThreads: ((threads: number) => void) | undefined;

  constructor(
    library: string,
    gemm: Record<Float, GemmFunction>,
    setThreads: ((threads: number) => void) | undefined,
  ) {
    this.library = library;
    this.#gemm = gemm;
    this.#setThreads = setThreads;
  }

  /**
   * Works on the arrays where they lie: views of WebAssembly or shared memory too.
   *
   * Throws a TypeError for arrays of another type than `float` says, and a RangeError for sizes that reach beyond one.
   */
  gemm(order: Gemm): void {
    const { float, transposeA, transposeB, M, N, K, a, lda, b, ldb, c, ldc, beta } = order;
    const ofType = arrays[float];
    if (a?.constructor !== ofType || b?.constructor !== ofType || c?.constructor !== ofType)
      refuseTypes(order);
    requireSizes(M, N, K);
    requireRoom("a", a, transposeA ? K : M, transposeA ? M : K, lda);
    requireRoom("b", b, transposeB ? N : K, transposeB ? K : N, ldb);
    requireRoom("c", c, M, N, ldc);
    if (M === 0 || N === 0) return;
    const [left, right] = [transposeA ? transposed : plain, transposeB ? transposed : plain];
    this.#gemm[float](rowMajor, left, right, M, N, K, 1, a, lda, b, ldb, beta, c, ldc);
  }

  /** How many threads the library may use for one product; false where it has no way to be told. */
  setThreads(threads: number): boolean {
    if (!Number.isInteger(threads) || threads < 1) {
      throw new RangeError(`Blas: ${threads} threads, a whole number from 1 is needed`);
    }
    this.#setThreads?.(threads);
    return this.#setThreads !== undefined;
  }
}

function refuseTypes({ float, a, b, c }: Gemm): never {
  const kinds = [a, b, c].map((array) => array?.constructor?.name ?? String(array)).join(", ");
  throw new TypeError(`Blas.gemm: a, b and c are ${kinds}, three ${arrays[float].name} are needed`);
}

function requireSizes(M: number, N: number, K: number): void {
  if (Number.isInteger(M) && Number.isInteger(N) && Number.isInteger(K) && M >= 0 && N >= 0 && K >= 0) return;
  throw new RangeError(`Blas.gemm: M, N, K are ${M}, ${N}, ${K}, whole numbers from 0 are needed`);
}

/** The library checks nothing: a number too large would read or write whatever lies behind the array. */
function requireRoom(name: string, array: Floats, rows: number, columns: number, ld: number): void {
  if (!Number.isInteger(ld) || ld < Math.max(1, columns) || ld >= 2 ** 31) {
    throw new RangeError(
      `Blas.gemm: ld${name} is ${ld}, a whole number from ${Math.max(1, columns)} to 2³¹ − 1 is needed for rows of ${columns}`,
    );
  }
  const needed = rows === 0 || columns === 0 ? 0 : (rows - 1) * ld + columns;
  if (array.length >= needed) return;
  throw new RangeError(
    `Blas.gemm: ${name} holds ${array.length} numbers, ${needed} are needed for ${rows} rows of ${columns} at distance ${ld}`,
  );
}
