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
  /** N × count. */
  scores: number[][];
}

/** A = U Σ Vᵀ with the singular values above 10⁻¹² of the largest: pairs of columns are turned until all are perpendicular. */
export function svd(A: Matrix): { U: number[][]; values: number[]; V: number[][] } {
  const columns = A[0]!.map((_, j) => ({
    image: A.map((row) => row[j]!),
    input: A[0]!.map((_, i) => +(i === j)),
  }));
  const dot = (x: number[], y: number[]) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  const least = 1e-30 * columns.reduce((sum, { image }) => sum + dot(image, image), 0);
  for (let turned = true, round = 0; turned && round < 60; round++) {
    turned = false;
    for (const [i, one] of columns.entries())
      for (const other of columns.slice(i + 1)) {
        const [a, b, beside] = [
          dot(one.image, one.image),
          dot(other.image, other.image),
          dot(one.image, other.image),
        ];
        if (Math.min(a, b) <= least || Math.abs(beside) <= 1e-14 * Math.sqrt(a * b)) continue;
        turned = true;
        const angle = Math.atan2(2 * beside, a - b) / 2;
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        for (const key of ["image", "input"] as const) {
          const [x, y] = [one[key], other[key]];
          one[key] = x.map((value, k) => c * value + s * y[k]!);
          other[key] = x.map((value, k) => c * y[k]! - s * value);
        }
      }
  }
  const found = columns.map(({ image, input }) => ({ image, input, value: Math.sqrt(dot(image, image)) }));
  found.sort((one, other) => other.value - one.value);
  const kept = found.filter(({ value }) => value > 1e-12 * found[0]!.value);
  return {
    U: A.map((_, n) => kept.map(({ image, value }) => image[n]! / value)),
    values: kept.map(({ value }) => value),
    V: A[0]!.map((_, f) => kept.map(({ input }) => input[f]!)),
  };
}

/** Mean, components, variances, ratios and scores. */
export function fitPca(X: Matrix, count: number): Pca {
  throw new Error("fitPca is not written yet");
}

/** The scores of the rows, N × count. */
export function transform(pca: Pca, X: Matrix): number[][] {
  throw new Error("transform is not written yet");
}

/** The scores in units of their standard deviations, N × count. */
export function whiten(pca: Pca, X: Matrix): number[][] {
  throw new Error("whiten is not written yet");
}

/** The scores of one row, and how far it lies from what the components can reach. */
export function coordinates(pca: Pca, x: readonly number[]): { scores: number[]; rest: number } {
  throw new Error("coordinates is not written yet");
}
