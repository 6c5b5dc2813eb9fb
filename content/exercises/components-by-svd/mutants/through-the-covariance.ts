// The covariance matrix after all: small directions drown in the rounding of large ones.
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
  if (X.length < 2) throw new RangeError(`fitPca: ${X.length} rows; at least 2 are needed`);
  const mean = X[0]!.map((_, f) => X.reduce((sum, row) => sum + row[f]!, 0) / X.length);
  const C = X.map((row) => minus(row, mean));
  const S = mean.map((_, f) => mean.map((_, g) => C.reduce((sum, row) => sum + row[f]! * row[g]!, 0)));
  const parts = svd(S);
  const { V } = parts;
  const values = parts.values.map(Math.sqrt);
  const U = C.map((row) =>
    values.map((value, i) => row.reduce((sum, x, f) => sum + x * V[f]![i]!, 0) / value),
  );
  if (!Number.isInteger(count) || count < 1 || count > values.length)
    throw new RangeError(`fitPca: count ${count}; a whole number from 1 to ${values.length} is needed`);
  const total = values.reduce((sum, value) => sum + value * value, 0);
  const columns = values.slice(0, count).map((value, i) => {
    const v = V.map((row) => row[i]!);
    const sign = v.reduce((most, x) => (Math.abs(x) > Math.abs(most) ? x : most), 0) < 0 ? -1 : 1;
    return { value, component: v.map((x) => sign * x), scores: U.map((row) => sign * value * row[i]!) };
  });
  return {
    mean,
    components: columns.map(({ component }) => component),
    variances: columns.map(({ value }) => value ** 2 / (X.length - 1)),
    ratios: columns.map(({ value }) => value ** 2 / total),
    scores: X.map((_, n) => columns.map(({ scores }) => scores[n]!)),
  };
}

/** The scores of the rows, N × count. */
export function transform({ mean, components }: Pca, X: Matrix): number[][] {
  return X.map((row) => components.map((component) => dot(minus(row, mean), component)));
}

/** The scores in units of their standard deviations, N × count. */
export function whiten(pca: Pca, X: Matrix): number[][] {
  return transform(pca, X).map((row) => row.map((score, i) => score / Math.sqrt(pca.variances[i]!)));
}

/** The scores of one row, and how far it lies from what the components can reach. */
export function coordinates(pca: Pca, x: readonly number[]): { scores: number[]; rest: number } {
  const scores = transform(pca, [x])[0]!;
  const rest = pca.components.reduce(
    (left, component, i) =>
      minus(
        left,
        component.map((v) => scores[i]! * v),
      ),
    minus(x, pca.mean),
  );
  return { scores, rest: Math.hypot(...rest) };
}

function minus(x: readonly number[], y: readonly number[]): number[] {
  return x.map((value, f) => value - y[f]!);
}

function dot(x: readonly number[], y: readonly number[]): number {
  return x.reduce((sum, value, f) => sum + value * y[f]!, 0);
}
