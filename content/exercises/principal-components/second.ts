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

/** Half the mean of (x_n − x_m)(x_n − x_m)ᵀ over pairs of different rows: no mean is needed. */
export function covariance(X: Matrix): number[][] {
  const N = X.length;
  const S = X[0]!.map(() => X[0]!.map(() => 0));
  for (let n = 0; n < N; n++)
    for (let m = 0; m < n; m++)
      for (let i = 0; i < S.length; i++)
        for (let j = 0; j < S.length; j++)
          S[i]![j]! += ((X[n]![i]! - X[m]![i]!) * (X[n]![j]! - X[m]![j]!)) / (N * (N - 1));
  return S;
}

export function fitPca(X: Matrix, count: number): Pca {
  if (X.length <= 1) throw new Error("too few rows");
  const F = X[0]!.length;
  if (Number.isNaN(count) || count < 1 || count > F || count !== Math.floor(count))
    throw new Error(`count: ${count}`);
  const S = covariance(X);
  let whole = 0;
  for (let j = 0; j < F; j++) whole += S[j]![j]!; // the trace
  if (whole === 0) throw new Error("all rows are the same");
  const { values, vectors } = eigenSymmetric(S);
  const left = new Set(values.keys());
  const pca: Pca = { mean: [], components: [], variances: [], ratios: [] };
  for (let j = 0; j < F; j++) {
    let mean = 0;
    for (const row of X) mean += row[j]! / X.length;
    pca.mean.push(mean);
  }
  while (pca.components.length < count) {
    let best = -1;
    for (const i of left) if (best < 0 || values[i]! > values[best]!) best = i;
    left.delete(best);
    const column = vectors.map((row) => row[best]!);
    const sign = Math.max(...column) < -Math.min(...column) ? -1 : 1;
    const variance = Math.max(0, values[best]!);
    pca.components.push(column.map((value) => sign * value));
    pca.variances.push(variance);
    pca.ratios.push(variance / whole);
  }
  return pca;
}

export function transform(pca: Pca, X: Matrix): number[][] {
  const scores: number[][] = [];
  for (const row of X) {
    const z = new Array<number>(pca.components.length).fill(0);
    for (const [i, component] of pca.components.entries())
      for (let j = 0; j < row.length; j++) z[i]! += component[j]! * (row[j]! - pca.mean[j]!);
    scores.push(z);
  }
  return scores;
}

export function restore(pca: Pca, scores: Matrix): number[][] {
  const rows = scores.map(() => pca.mean.slice());
  rows.forEach((row, n) => {
    for (let i = 0; i < pca.components.length; i++)
      for (let j = 0; j < row.length; j++) row[j]! += scores[n]![i]! * pca.components[i]![j]!;
  });
  return rows;
}

export function lost(pca: Pca, X: Matrix): number {
  const again = restore(pca, transform(pca, X)).flat();
  return X.flat().reduce((sum, value, i) => sum + (value - again[i]!) ** 2, 0);
}

export function needed(X: Matrix, share: number): number {
  const F = X[0]!.length;
  for (let count = 1; count < F; count++) {
    const { ratios } = fitPca(X, count);
    if (ratios.reduce((sum, ratio) => sum + ratio, 0) >= share - 1e-9) return count;
  }
  return F;
}
