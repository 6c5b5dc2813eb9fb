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

/** S = X_cᵀ X_c / (N − 1) */
export function covariance(X: Matrix): number[][] {
  const mean = meanRow(X);
  const columns = mean.map((centre, j) => X.map((row) => row[j]! - centre)); // F × N
  return columns.map((a) => columns.map((b) => dot(a, b) / (X.length - 1)));
}

/** S v_i = λ_i v_i with λ_1 ≥ λ_2 ≥ …; v_1 is the direction of the largest variance, λ_1 that variance. */
export function fitPca(X: Matrix, count: number): Pca {
  if (X.length < 2) throw new RangeError(`fitPca: ${X.length} rows; at least 2 are needed`);
  if (!(Number.isInteger(count) && count >= 1 && count <= X[0]!.length))
    throw new RangeError(`fitPca: count is ${count}, a whole number from 1 to ${X[0]!.length} is needed`);
  if (X.every((row) => row.every((value, j) => value === X[0]![j])))
    throw new RangeError("fitPca: all rows are the same; there is no direction of variance");
  const { values, vectors } = eigenSymmetric(covariance(X));
  const pairs = values.map((value, i) => ({
    value: Math.max(value, 0),
    vector: vectors.map((row) => row[i]!),
  }));
  pairs.sort((a, b) => b.value - a.value);
  const whole = pairs.reduce((sum, { value }) => sum + value, 0);
  const kept = pairs.slice(0, count);
  return {
    mean: meanRow(X),
    components: kept.map(({ vector }) => upright(vector)),
    variances: kept.map(({ value }) => value),
    ratios: kept.map(({ value }) => value / whole),
  };
}

/** z_n = V (x_n − x̄), the components as rows of V. */
export function transform({ mean, components }: Pca, X: Matrix): number[][] {
  return X.map((row) => {
    const centred = row.map((value, j) => value - mean[j]!);
    return components.map((component) => dot(component, centred));
  });
}

/** x̂_n = x̄ + Vᵀ z_n */
export function restore({ mean, components }: Pca, scores: Matrix): number[][] {
  return scores.map((z) =>
    mean.map((centre, j) => z.reduce((sum, score, i) => sum + score * components[i]![j]!, centre)),
  );
}

/** Σ_n ‖x_n − x̂_n‖² */
export function lost(pca: Pca, X: Matrix): number {
  const rows = restore(pca, transform(pca, X));
  return X.reduce((sum, row, n) => sum + row.reduce((s, value, j) => s + (value - rows[n]![j]!) ** 2, 0), 0);
}

/** The first place at which the running sum of the ratios reaches the share. */
export function needed(X: Matrix, share: number): number {
  const { ratios } = fitPca(X, X[0]!.length);
  let sum = 0;
  const place = ratios.findIndex((ratio) => {
    sum += ratio;
    return sum >= share - 1e-9;
  });
  return place + 1;
}

/** v or −v: the one whose entry of largest absolute value is positive. */
function upright(v: readonly number[]): number[] {
  const longest = v.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return v.map((value) => (longest < 0 ? -value : value));
}

function meanRow(X: Matrix): number[] {
  return X[0]!.map((_, j) => X.reduce((sum, row) => sum + row[j]!, 0) / X.length);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
