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

/** One piece after the other, each with its sign settled before anything is computed from it. */
export function fitPca(X: Matrix, count: number): Pca {
  const N = X.length;
  if (N < 2) throw new RangeError(`${N} rows have no variance to speak of`);
  const mean: number[] = new Array(X[0]!.length).fill(0);
  for (const row of X) for (const f of mean.keys()) mean[f]! += row[f]! / N;
  const { values, V } = svd(shifted(X, mean));
  if (!(count >= 1 && count <= values.length && count % 1 === 0))
    throw new RangeError(`${count} components of a table of rank ${values.length}`);
  const pca: Pca = { mean, components: [], variances: [], ratios: [], scores: [] };
  const powers = values.map((value) => (value * value) / (N - 1));
  let all = 0;
  for (const power of powers) all += power;
  for (let i = 0; i < count; i++) {
    const component = V.map((row) => row[i]!);
    const sizes = component.map(Math.abs);
    const peak = component[sizes.indexOf(Math.max(...sizes))]!;
    pca.components.push(peak < 0 ? component.map((x) => -x) : component);
    pca.variances.push(powers[i]!);
    pca.ratios.push(powers[i]! / all);
  }
  pca.scores = transform(pca, X);
  return pca;
}

export function transform(pca: Pca, X: Matrix): number[][] {
  const rows = shifted(X, pca.mean);
  return rows.map((row) => {
    const scores: number[] = [];
    for (const component of pca.components) {
      let score = 0;
      for (const [f, x] of row.entries()) score += x * component[f]!;
      scores.push(score);
    }
    return scores;
  });
}

export function whiten(pca: Pca, X: Matrix): number[][] {
  const units = pca.variances.map((variance) => variance ** -0.5);
  const scores = transform(pca, X);
  for (const row of scores) for (const [i, unit] of units.entries()) row[i]! *= unit;
  return scores;
}

/** By Pythagoras' theorem, on the point itself: what is restored is taken off entry by entry, since a difference of squares would lose digits. */
export function coordinates(pca: Pca, x: readonly number[]): { scores: number[]; rest: number } {
  const [scores] = transform(pca, [x]);
  let squares = 0;
  for (const [f, value] of x.entries()) {
    let reached = pca.mean[f]!;
    for (const [i, score] of scores!.entries()) reached += score * pca.components[i]![f]!;
    squares += (value - reached) ** 2;
  }
  return { scores: scores!, rest: Math.sqrt(squares) };
}

function shifted(X: Matrix, mean: readonly number[]): number[][] {
  return X.map((row) => row.map((x, f) => x - mean[f]!));
}
