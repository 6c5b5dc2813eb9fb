import { boolean, choice, optional, withDefault } from "../estimator/parameters.ts";
import type { SparseMatrix } from "../matrix/sparse-matrix.ts";

/** How counts are weighed. */
export const weightParameters = {
  /** Each row is divided by its own norm; null for none. */
  norm: withDefault<"l1" | "l2" | null>("l2", optional(choice("l1", "l2"))),
  /** Whether terms of few texts count more. */
  useIdf: boolean(true),
  /** As if one more text had every term once: no division by 0. */
  smoothIdf: boolean(true),
  /** Whether 1 + ln tf stands for tf. */
  sublinearTf: boolean(false),
};

export interface Weighing {
  readonly norm: "l1" | "l2" | null;
  readonly sublinearTf: boolean;
}

/** idf = ln((1 + N) / (1 + df)) + 1, or ln(N / df) + 1 where not smooth, from df texts with the term of N. */
export function inverseFrequencies(df: Float64Array, N: number, smooth: boolean): Float64Array {
  return df.map((count) => Math.log((N + Number(smooth)) / (count + Number(smooth))) + 1);
}

/** In how many rows each column is not 0, [V]. */
export function documentFrequencies({ indices, cols }: SparseMatrix): Float64Array {
  const out = new Float64Array(cols);
  for (const j of indices) out[j]! += 1;
  return out;
}

/** tf · idf of each value, each row then divided by its norm. */
export function weighTerms(
  X: SparseMatrix,
  idf: Float64Array | null,
  { norm, sublinearTf }: Weighing,
): SparseMatrix {
  const data = X.data.map((tf, p) => (sublinearTf ? 1 + Math.log(tf) : tf) * (idf?.[X.indices[p]!] ?? 1));
  for (let i = 0; i < X.rows && norm !== null; i++) {
    const row = data.subarray(X.indptr[i], X.indptr[i + 1]);
    const size =
      norm === "l1"
        ? row.reduce((sum, v) => sum + Math.abs(v), 0)
        : Math.sqrt(row.reduce((sum, v) => sum + v * v, 0));
    if (size > 0) for (let p = 0; p < row.length; p++) row[p]! /= size;
  }
  return X.withData(data);
}
