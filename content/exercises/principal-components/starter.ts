export type Matrix = readonly (readonly number[])[];

export interface Pca {
  /** F. */
  mean: number[];
  /** count × F, perpendicular rows of length 1. */
  components: number[][];
  /** Of the scores, with the divisor N − 1; the largest first. */
  variances: number[];
  /** Shares of the whole variance. */
  ratios: number[];
}

/** Eigenvalues, in no order, and eigenvectors, as columns, of a symmetric matrix: Jacobi rotations until nothing is left beside the diagonal. */
export function eigenSymmetric(S: Matrix): { values: number[]; vectors: number[][] } {
  const A = S.map((row) => [...row]);
  const V = S.map((_, i) => S.map((_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 60; sweep++) {
    let turned = false;
    for (let p = 0; p < A.length; p++) {
      for (let q = p + 1; q < A.length; q++) {
        const beside = A[p]![q]!;
        if (Math.abs(beside) <= 1e-16 * Math.sqrt(Math.abs(A[p]![p]! * A[q]![q]!))) continue;
        turned = true;
        const angle = Math.atan2(2 * beside, A[q]![q]! - A[p]![p]!) / 2;
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        for (const M of [A, V])
          for (const row of M) [row[p], row[q]] = [c * row[p]! - s * row[q]!, s * row[p]! + c * row[q]!];
        const [up, low] = [A[p]!, A[q]!];
        A[p] = up.map((value, j) => c * value - s * low[j]!);
        A[q] = up.map((value, j) => s * value + c * low[j]!);
      }
    }
    if (!turned) break;
  }
  return { values: A.map((row, i) => row[i]!), vectors: V };
}

/** S, with the divisor N − 1. */
export function covariance(X: Matrix): number[][] {
  throw new Error("covariance is not written yet");
}

/** Mean, components, variances and ratios. */
export function fitPca(X: Matrix, count: number): Pca {
  throw new Error("fitPca is not written yet");
}

/** The scores of the rows, N × count. */
export function transform(pca: Pca, X: Matrix): number[][] {
  throw new Error("transform is not written yet");
}

/** The rows that scores stand for, N × F. */
export function restore(pca: Pca, scores: Matrix): number[][] {
  throw new Error("restore is not written yet");
}

/** The sum of the squared distances between rows and what is restored of them. */
export function lost(pca: Pca, X: Matrix): number {
  throw new Error("lost is not written yet");
}

/** The smallest number of components that hold this share of the variance. */
export function needed(X: Matrix, share: number): number {
  throw new Error("needed is not written yet");
}
