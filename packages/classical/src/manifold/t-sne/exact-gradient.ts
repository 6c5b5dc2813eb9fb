import type { SparseMatrix } from "../../matrix/sparse-matrix.ts";
import { degreesOfFreedom, type EmbeddingGradient, smallest } from "./embedding-gradient.ts";

/** The gradient of `embedding-gradient.ts` over all pairs: N² D operations a step, D any number of dimensions. */
export function exactGradient(P: SparseMatrix, D: number): EmbeddingGradient {
  const N = P.rows;
  const p = P.toDense().data;
  const alpha = degreesOfFreedom(D);
  /** u_ij for i > j. */
  const u = new Float64Array(N * N);
  return (Y, gradient, { exaggeration, wantsError }) => {
    const Z = fillU(Y, { N, D, alpha }, u);
    const scale = (2 * (alpha + 1)) / alpha;
    let error = wantsError ? 0 : Number.NaN;
    gradient.fill(0);
    for (let i = 0; i < N; i++) {
      for (let j = 0; j < i; j++) {
        const its = u[i * N + j]!;
        const q = kernelOf(its, alpha) / Z;
        const pij = exaggeration * p[i * N + j]!;
        const force = scale * (pij - q) * its;
        for (let d = 0; d < D; d++) {
          const part = force * (Y[i * D + d]! - Y[j * D + d]!);
          gradient[i * D + d]! += part;
          gradient[j * D + d]! -= part;
        }
        if (wantsError && pij > 0) error += 2 * pij * Math.log(pij / Math.max(q, smallest));
      }
    }
    return error;
  };
}

/** u^((α + 1) / 2) */
const kernelOf = (u: number, alpha: number): number => (alpha === 1 ? u : u ** ((alpha + 1) / 2));

/** Fills u below the diagonal; gives Z. */
function fillU(
  Y: Float64Array,
  { N, D, alpha }: { N: number; D: number; alpha: number },
  u: Float64Array,
): number {
  let Z = 0;
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < i; j++) {
      let squared = 0;
      for (let d = 0; d < D; d++) {
        const gap = Y[i * D + d]! - Y[j * D + d]!;
        squared += gap * gap;
      }
      const its = 1 / (1 + squared / alpha);
      u[i * N + j] = its;
      Z += 2 * kernelOf(its, alpha);
    }
  }
  return Z;
}
