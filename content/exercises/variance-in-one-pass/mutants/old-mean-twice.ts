// Both factors are taken with the old mean.
export interface Summary {
  count: number;
  mean: number;
  /** Σ (x_i − mean)² */
  squares: number;
}

/** The summary of no numbers. */
export function empty(): Summary {
  return { count: 0, mean: 0, squares: 0 };
}

/** Welford 1962: m' = m + δ / n' with δ = x − m, and squares grow by δ (x − m'). */
export function add({ count, mean, squares }: Summary, x: number): Summary {
  if (!Number.isFinite(x)) throw new RangeError(`add: ${x} was given, a finite number is needed`);
  const delta = x - mean;
  const moved = mean + delta / (count + 1);
  return { count: count + 1, mean: moved, squares: squares + delta ** 2 };
}

/** Chan, Golub and LeVeque 1979: with δ the distance of the means, squares = squares_a + squares_b + δ² n_a n_b / n. */
export function merge(a: Summary, b: Summary): Summary {
  const count = a.count + b.count;
  if (count === 0) return empty();
  const delta = b.mean - a.mean;
  const share = b.count / count;
  return {
    count,
    mean: a.mean + delta * share,
    squares: a.squares + b.squares + delta ** 2 * a.count * share,
  };
}

/** squares / n */
export function variance({ count, squares }: Summary): number {
  if (count < 1) throw new RangeError("variance: the summary is empty; at least one number is needed");
  return squares / count;
}

/** squares / (n − 1) */
export function sampleVariance({ count, squares }: Summary): number {
  if (count < 2) throw new RangeError(`sampleVariance: ${count} numbers; at least two are needed`);
  return squares / (count - 1);
}
